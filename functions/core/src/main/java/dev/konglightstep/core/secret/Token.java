package dev.konglightstep.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A credential. It compares in constant time and its text form never shows the value. */
public final class Token {
  private final String value;

  private Token(String value) {
    this.value = value;
  }

  /**
   * A token that can be the value of an HTTP header.
   *
   * @throws IllegalArgumentException if it is empty, or holds a blank, a control or a non-ASCII
   *     character; the message does not quote it
   */
  public static Token of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("expected a token, got an empty text");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
        throw new IllegalArgumentException(
            "expected visible ASCII characters only, got another one at index " + i);
      }
    }
    return new Token(value);
  }

  /** The value, for the one place that sends or stores it. */
  public String reveal() {
    return value;
  }

  /** Whether the text is this token, in time that does not tell how much of it is right. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Token that && matches(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "Token[redacted]";
  }
}
