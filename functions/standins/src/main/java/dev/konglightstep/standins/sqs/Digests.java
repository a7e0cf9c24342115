package dev.konglightstep.standins.sqs;

import dev.konglightstep.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The MD5 digests by which a client tells that a message arrived whole. */
final class Digests {
  private static final byte TEXT = 1;
  private static final byte BINARY = 2;

  private Digests() {}

  static String ofBody(String body) {
    return hex(md5().digest(body.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Over each attribute in the order of its name: the lengths (four bytes, big-endian) and bytes of
   * name, type and value, with one byte for the value's kind (Developer Guide, "Calculating the MD5
   * message digest for message attributes").
   *
   * @return empty if there are none
   */
  static Optional<String> ofAttributes(Map<String, MessageAttribute> attributes) {
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    MessageDigest md5 = md5();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              add(md5, Bytes.utf8(name));
              add(md5, Bytes.utf8(attribute.dataType()));
              md5.update(attribute.isBinary() ? BINARY : TEXT);
              add(md5, attribute.value());
            });
    return Optional.of(hex(md5.digest()));
  }

  private static void add(MessageDigest md5, Bytes bytes) {
    md5.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length()).flip());
    md5.update(bytes.array(), bytes.offset(), bytes.length());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
