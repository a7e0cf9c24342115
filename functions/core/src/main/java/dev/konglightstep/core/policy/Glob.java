package dev.konglightstep.core.policy;

import dev.konglightstep.core.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * A pattern over a whole text: {@code *} stands for any bytes, none too and slashes too, {@code ?}
 * for exactly one; anything else for itself. It takes at most text times pattern steps.
 */
public final class Glob {
  private final byte[] pattern;

  private Glob(byte[] pattern) {
    this.pattern = pattern;
  }

  public static Glob of(String pattern) {
    return new Glob(pattern.getBytes(StandardCharsets.UTF_8));
  }

  public boolean matches(String text) {
    return matches(Bytes.utf8(text));
  }

  /** Whether it stands for all of the text. */
  public boolean matches(Bytes text) {
    byte[] bytes = text.array();
    int end = text.offset() + text.length();
    int at = text.offset();
    int in = 0;
    int star = -1;
    int retry = at;
    while (at < end) {
      if (in < pattern.length && pattern[in] == '*') {
        star = in++;
        retry = at;
      } else if (in < pattern.length && (pattern[in] == '?' || pattern[in] == bytes[at])) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (in < pattern.length && pattern[in] == '*') {
      in++;
    }
    return in == pattern.length;
  }

  /** The pairs of bytes that are in each text that it matches; {@link Globs} counts them. */
  long pairs() {
    long pairs = 0;
    for (int at = 1; at < pattern.length; at++) {
      if (isPlain(pattern[at - 1]) && isPlain(pattern[at])) {
        pairs |= Globs.pair(pattern[at - 1], pattern[at]);
      }
    }
    return pairs;
  }

  private static boolean isPlain(byte one) {
    return one != '*' && one != '?';
  }

  /**
   * Whether this surely matches whatever the other one matches. Of two that are no plain texts it
   * may say no where the answer is yes.
   */
  public boolean covers(Glob other) {
    return matches(Bytes.of(other.pattern)) && !standsForTooLittle(other);
  }

  /** A {@code ?} here that met the other's {@code *} stands for less than that does. */
  private boolean standsForTooLittle(Glob other) {
    return contains(pattern, '?') && contains(other.pattern, '*');
  }

  private static boolean contains(byte[] bytes, char wanted) {
    for (byte one : bytes) {
      if (one == wanted) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob that && Bytes.of(pattern).equals(Bytes.of(that.pattern));
  }

  @Override
  public int hashCode() {
    return Bytes.of(pattern).hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return new String(pattern, StandardCharsets.UTF_8);
  }
}
