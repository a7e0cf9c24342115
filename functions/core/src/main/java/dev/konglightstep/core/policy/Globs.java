package dev.konglightstep.core.policy;

import dev.konglightstep.core.Bytes;
import java.util.List;

/**
 * Some patterns, one of which is to match. Nearly all texts are told from nearly all patterns by
 * the pairs of neighbouring bytes in them: a text is looked at once for its pairs, and only a
 * pattern whose own pairs are all among them is tried.
 *
 * <p>A pair is one of 64 bits, which others share: it tells what cannot match, never what does.
 */
public final class Globs {
  public static final Globs NONE = new Globs(List.of());

  private final Glob[] globs;
  private final long[] pairs;

  private Globs(List<Glob> globs) {
    this.globs = globs.toArray(Glob[]::new);
    this.pairs = globs.stream().mapToLong(Glob::pairs).toArray();
  }

  public static Globs of(List<Glob> globs) {
    return globs.isEmpty() ? NONE : new Globs(globs);
  }

  /** Without any pattern nothing matches. */
  public boolean isEmpty() {
    return globs.length == 0;
  }

  /** Whether one of them stands for all of the text. */
  public boolean match(Bytes text) {
    return match(text, pairs(text));
  }

  /**
   * The same, where the text is asked about more than once.
   *
   * @param there the {@link #pairs} of the text, or of one that it is part of
   */
  public boolean match(Bytes text, long there) {
    for (int i = 0; i < pairs.length; i++) {
      if ((pairs[i] & ~there) == 0 && globs[i].matches(text)) {
        return true;
      }
    }
    return false;
  }

  /** Which pairs of bytes are in a text. */
  public static long pairs(Bytes text) {
    byte[] bytes = text.array();
    int from = text.offset();
    long pairs = 0;
    for (int at = from + 1; at < from + text.length(); at++) {
      pairs |= pair(bytes[at - 1], bytes[at]);
    }
    return pairs;
  }

  /** The bit of a pair; a shift takes the lowest six bits of a number. */
  static long pair(byte first, byte second) {
    return 1L << (first * 31 + second);
  }
}
