package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that a client may send with a body; CRC64NVME is kept without a check. */
final class Checksums {
  private static final String PREFIX = "x-amz-checksum-";

  private static final Set<String> ALGORITHMS =
      Set.of("crc32", "crc32c", "crc64nvme", "sha1", "sha256");

  private Checksums() {}

  /** Whether a header holds a checksum; others begin like it and tell about one. */
  static boolean isValue(String header) {
    return header.startsWith(PREFIX) && ALGORITHMS.contains(header.substring(PREFIX.length()));
  }

  /**
   * Holds a body to what its sender said of it.
   *
   * @param told base64 by header name
   * @throws S3Failure if it is another body
   */
  static void check(Bytes body, Map<String, String> told) {
    told.forEach(
        (header, value) -> {
          String algorithm = header.substring(PREFIX.length());
          if (!of(algorithm, body).orElse(value).equals(value)) {
            throw new S3Failure(
                S3Failure.Code.BAD_DIGEST,
                "The "
                    + algorithm.toUpperCase(Locale.ROOT)
                    + " you specified did not match the calculated checksum.");
          }
        });
  }

  static void checkMd5(Bytes body, String base64) {
    if (!base64(digest("MD5", body)).equals(base64)) {
      throw new S3Failure(
          S3Failure.Code.BAD_DIGEST,
          "The Content-MD5 you specified did not match what we received.");
    }
  }

  static String md5Hex(Bytes body) {
    return HexFormat.of().formatHex(digest("MD5", body));
  }

  static String sha256Hex(Bytes body) {
    return HexFormat.of().formatHex(digest("SHA-256", body));
  }

  private static Optional<String> of(String algorithm, Bytes body) {
    return switch (algorithm) {
      case "crc32" -> Optional.of(crc(new CRC32(), body));
      case "crc32c" -> Optional.of(crc(new CRC32C(), body));
      case "sha1" -> Optional.of(base64(digest("SHA-1", body)));
      case "sha256" -> Optional.of(base64(digest("SHA-256", body)));
      default -> Optional.empty();
    };
  }

  private static String crc(Checksum crc, Bytes body) {
    crc.update(body.array(), body.offset(), body.length());
    return base64(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] digest(String algorithm, Bytes body) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(body.array(), body.offset(), body.length());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
