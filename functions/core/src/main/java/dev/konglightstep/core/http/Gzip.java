package dev.konglightstep.core.http;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The gzip content coding (RFC 1952). */
public final class Gzip {
  /**
   * Magic, method deflate, no flags, no time, "fastest", unknown system. Constant, so equal batches
   * have equal bytes.
   */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

  /** Header, an empty deflate stream, trailer. */
  private static final int SMALLEST = 10 + 2 + 8;

  private static final int CHUNK = 16 * 1024;

  private Gzip() {}

  /** One member at level 1: a third of level 6's time for a few more bytes (BENCHMARKS.md). */
  public static Bytes compress(Bytes plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER.length + plain.length() / 2 + 64);
    out.writeBytes(HEADER);
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setInput(plain.array(), plain.offset(), plain.length());
      deflater.finish();
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
    }
    CRC32 crc = new CRC32();
    crc.update(plain.array(), plain.offset(), plain.length());
    littleEndian(out, (int) crc.getValue());
    littleEndian(out, plain.length());
    return Bytes.of(out.toByteArray());
  }

  /**
   * The plain bytes of one or more members.
   *
   * @param limit the most plain bytes that are accepted; counting stops the moment there is one
   *     more
   */
  public static Inflated inflate(Bytes gzip, int limit) {
    return new GzipReader(gzip, limit).read();
  }

  /**
   * How many plain bytes the last member says that it has, modulo 2^32 (RFC 1952, section 2.3.1):
   * the truth if the gzip is whole and has one member. 0 if there is no trailer.
   */
  public static long announced(Bytes gzip) {
    long announced = 0;
    for (int i = gzip.length() - 1; gzip.length() >= SMALLEST && i >= gzip.length() - 4; i--) {
      announced = announced << 8 | (gzip.at(i) & 0xff);
    }
    return announced;
  }

  private static void littleEndian(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
  }
}
