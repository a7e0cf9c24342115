package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** The first reading of a directory in a fresh JVM, against gunzip of the same object. */
final class Snapshots {
  private static final int ROUNDS = 9;

  private Snapshots() {}

  static void measure() throws IOException, InterruptedException {
    double[] medians = medians(10_000);
    Row.atMost("snapshot", medians[0] / medians[1], 4).print(medians[0], medians[1]);
    double[] many = medians(100_000);
    System.out.printf(
        "  snapshot, of 100,000: %.2f (%.1f ms, gunzip %.1f ms)%n",
        many[0] / many[1], many[0], many[1]);
  }

  /** Milliseconds, ours and gunzip's, in turns. */
  private static double[] medians(int principals) throws IOException, InterruptedException {
    Path file = Files.createTempFile("principals", ".gz");
    try {
      Files.write(file, gzip(Principals.some(principals)));
      double[] loads = new double[ROUNDS];
      double[] gunzips = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        loads[round] = millis("load", file);
        gunzips[round] = millis("gunzip", file);
      }
      Arrays.sort(loads);
      Arrays.sort(gunzips);
      return new double[] {loads[ROUNDS / 2], gunzips[ROUNDS / 2]};
    } finally {
      Files.delete(file);
    }
  }

  private static double millis(String what, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                SnapshotOnce.class.getName(),
                what,
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(what + " failed");
      }
      return Long.parseLong(printed) / 1000.0;
    }
  }

  private static byte[] gzip(Bytes text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.array(), text.offset(), text.length());
    }
    return packed.toByteArray();
  }
}
