package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Lookup;
import dev.konglightstep.core.principal.directory.MalformedDirectoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * One reading of a directory in a JVM of its own: what the first batch of an environment waits for.
 */
public final class SnapshotOnce {
  private SnapshotOnce() {}

  /**
   * Prints how many microseconds it took.
   *
   * @param args {@code load} or {@code gunzip}, and the file
   */
  public static void main(String[] args) throws IOException, MalformedDirectoryException {
    byte[] gzip = Files.readAllBytes(Path.of(args[1]));
    long start = System.nanoTime();
    byte[] text = gunzip(gzip);
    if (args[0].equals("load")) {
      Directory directory = Directory.parse(Bytes.of(text));
      Lookup nobody =
          directory.find(new AccessKey("AKIAIOSFODNN7EXAMPLE").key(Partition.AWS), 1_795_000_000);
      if (!(nobody instanceof Lookup.Absent)) {
        throw new IllegalStateException("somebody has a key that nobody has");
      }
    }
    System.out.println((System.nanoTime() - start) / 1000);
  }

  /** As the proxy does. */
  private static byte[] gunzip(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(Bytes.of(gzip).stream())) {
      return in.readAllBytes();
    }
  }
}
