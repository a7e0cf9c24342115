package dev.konglightstep.core.principal.directory;

import dev.konglightstep.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes a directory. */
public final class DirectoryText {
  private static final String HEADER = "kong-lightstep-principals 1 ";
  private static final int VERSION_DIGITS = 16;
  private static final byte LINE_FEED = '\n';

  private DirectoryText() {}

  /**
   * A directory of these lines.
   *
   * @param written in seconds since 1970
   */
  public static Bytes of(Collection<Row> rows, long written) {
    SortedSet<byte[]> lines = lines(rows.stream());
    String header = HEADER + version(lines) + " " + written;
    ByteBuffer text =
        ByteBuffer.allocate(
            header.length() + 1 + lines.stream().mapToInt(line -> line.length + 1).sum());
    text.put(header.getBytes(StandardCharsets.US_ASCII)).put(LINE_FEED);
    lines.forEach(line -> text.put(line).put(LINE_FEED));
    return Bytes.of(text.array());
  }

  /** Equal for lines that say the same, whenever their parts were read. */
  public static String version(Collection<Row> rows) {
    return version(lines(rows.stream()));
  }

  private static String version(SortedSet<byte[]> lines) {
    MessageDigest sha256 = sha256();
    for (byte[] line : lines) {
      if (!Keys.isPart(line)) {
        sha256.update(line);
        sha256.update(LINE_FEED);
      }
    }
    return HexFormat.of().formatHex(sha256.digest()).substring(0, VERSION_DIGITS);
  }

  private static SortedSet<byte[]> lines(Stream<Row> rows) {
    SortedSet<byte[]> lines = new TreeSet<>(Arrays::compareUnsigned);
    rows.forEach(row -> lines.add(row.line().getBytes(StandardCharsets.UTF_8)));
    return lines;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
