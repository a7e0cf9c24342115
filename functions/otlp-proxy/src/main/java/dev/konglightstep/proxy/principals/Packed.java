package dev.konglightstep.proxy.principals;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * A text as it is stored: plain, or one member of gzip (RFC 1952), which is told by its first two
 * bytes.
 *
 * <p>Reading it takes the memory of the plain text and no copy of that: the gzip says at its end
 * how long it is. What says too much is not believed, for a byte of deflate gives 1032 at most
 * (zlib's technical details, "Maximum Compression Factor").
 */
final class Packed {
  private static final int MOST_FROM_ONE_BYTE = 1032;
  private static final int CHUNK = 16 * 1024;

  private Packed() {}

  /**
   * The plain text.
   *
   * @param most bytes that it may have
   * @throws UnusableException if it has more, or the gzip lies, is damaged or lacks its end
   */
  static Bytes plain(Bytes stored, int most) throws UnusableException {
    if (!isGzip(stored)) {
      return stored;
    }
    long announced = Gzip.announced(stored);
    if (announced > MOST_FROM_ONE_BYTE * (long) stored.length()) {
      throw new UnusableException("the gzip says that it holds more than it can");
    }
    if (announced > most) {
      throw new UnusableException(tooLong(most));
    }
    return plainOf(stored, (int) announced);
  }

  /** What is wrong with a longer one. */
  static String tooLong(int most) {
    return "expected at most " + most + " bytes of text";
  }

  private static boolean isGzip(Bytes stored) {
    return stored.length() > 1 && stored.at(0) == 0x1f && stored.at(1) == (byte) 0x8b;
  }

  /** At its end the reader compares the checksum and the length. */
  private static Bytes plainOf(Bytes stored, int length) throws UnusableException {
    byte[] plain = new byte[length];
    try (GZIPInputStream in = new GZIPInputStream(stored.stream(), CHUNK)) {
      if (in.readNBytes(plain, 0, length) < length || in.read() >= 0) {
        throw new UnusableException("the gzip has not the length that it says");
      }
      return Bytes.of(plain);
    } catch (EOFException e) {
      throw new UnusableException("the gzip ends in the middle");
    } catch (IOException e) {
      throw new UnusableException("the gzip is damaged");
    }
  }
}
