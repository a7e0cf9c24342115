package dev.konglightstep.standins.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An object's name; keys are listed "in UTF-8 binary order" (User Guide, "Listing object keys").
 */
final class ObjectKey implements Comparable<ObjectKey> {
  private static final int MOST_BYTES = 1024;

  private final String text;
  private final byte[] bytes;

  private ObjectKey(String text, byte[] bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  static ObjectKey of(String text) {
    return new ObjectKey(text, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A key that an object may have: at most 1,024 bytes. */
  static ObjectKey checked(String text) {
    ObjectKey key = of(text);
    if (text.isEmpty() || key.bytes.length > MOST_BYTES) {
      throw new S3Failure(S3Failure.Code.KEY_TOO_LONG, "Your key is too long");
    }
    return key;
  }

  String text() {
    return text;
  }

  @Override
  public int compareTo(ObjectKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectKey that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
