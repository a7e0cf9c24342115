package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Positions;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the places in a whole request where something may have to go: a glance at about every third
 * byte, without regard to what the bytes are. What it finds is looked at again, in its text alone;
 * what it does not find no rule finds.
 *
 * <p>It looks for four bytes at a time by the last two of them, and steps on by as many as those
 * allow (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994). Cases are not told
 * apart, nor are some signs.
 */
final class Triggers {
  /**
   * Four letters of each word that rules know; {@code ?} stands for any byte. Their numbers do not
   * matter, so a rule may have several.
   */
  private static final String[] WORDS = {
    // Words for secrets, and keys that end in one.
    "assw",
    "assp",
    "?pwd",
    "cret",
    "oken",
    "riza",
    "ooki",
    "gnat",
    "ikey",
    "_key",
    "-key",
    " key",
    "skey",
    "tkey",
    "ekey",
    "key=",
    // Keys of URLs and statements.
    ".url",
    "url.",
    "arge",
    "emen",
    "ery.",
    // Credentials by their looks.
    "akia",
    "asia",
    "fwog",
    "fqog",
    "iqoj",
    "eyj?",
    "eare",
    "asic",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "hub_",
    "lpat",
    "xox?",
    "live",
    "-ant",
    "aiza",
    "kpat",
    "spat",
    "npm_",
    "0c01",
    "egin",
    // Parameters of URLs, and who logs in by one.
    "sig=",
    "ode=",
    "uth=",
    "jwt=",
    "otp=",
    "ass=",
    "sid=",
    "ess=",
    "?://",
  };

  private static final char ANY = '?';
  private static final int WINDOW = 4;
  private static final int FOLDS = 64;
  private static final int[] ALL = IntStream.range(0, FOLDS).toArray();
  private static final int CARD_DIGITS = 13;
  private static final int STRIDE = 20;
  private static final int SECRET_LENGTH = 2 * STRIDE;
  private static final int BASE64 = Chars.WORD | Chars.BASE64;
  private static final int SLASHES = fold((byte) '/') * FOLDS + fold((byte) '/');

  /** By the last two bytes of a window: how far the next one may be; 0 if this is looked at. */
  private static final byte[] SHIFTS = shifts();

  /** By the last two bytes: the first two of the words that end so, and which bits count. */
  private static final int[][] FIRSTS = firsts();

  private Triggers() {}

  /** All such places, in ascending order. */
  static Positions in(Bytes request) {
    return words(request).and(random(request));
  }

  private static Positions words(Bytes request) {
    Positions found = new Positions();
    byte[] bytes = request.array();
    byte[] shifts = SHIFTS;
    int end = request.offset() + request.length();
    int at = request.offset() + WINDOW - 1;
    while (at < end) {
      int pair = fold(bytes[at - 1]) << 6 | fold(bytes[at]);
      int shift = shifts[pair];
      if (shift == 0) {
        if (isTrigger(bytes, at, end, pair)) {
          found.add(at);
        }
        shift = 1;
      }
      at += shift;
    }
    return found;
  }

  private static boolean isTrigger(byte[] bytes, int at, int end, int pair) {
    int first = fold(bytes[at - 3]) << 6 | fold(bytes[at - 2]);
    for (int word : FIRSTS[pair]) {
      if (((first ^ word) & word >>> 12) == 0) {
        return pair != SLASHES || isLogin(bytes, at, end);
      }
    }
    return Chars.is(bytes[at], Chars.DIGIT) && isLongNumber(bytes, at - WINDOW + 1, end);
  }

  /** Whether the second slash before an authority stands there, by which somebody logs in. */
  private static boolean isLogin(byte[] bytes, int slash, int end) {
    if (bytes[slash] != '/') {
      return false;
    }
    int at = slash + 1;
    while (at < end && (bytes[at] & 0xff) > ' ' && bytes[at] != '/' && bytes[at] != '@') {
      at++;
    }
    return at < end && bytes[at] == '@';
  }

  private static boolean isLongNumber(byte[] bytes, int from, int end) {
    int digits = 0;
    int at = from;
    while (at < end && digits < CARD_DIGITS) {
      boolean digit = Chars.is(bytes[at], Chars.DIGIT);
      boolean gap =
          digits >= WINDOW && (bytes[at] == ' ' || bytes[at] == '-') && isDigit(bytes, at - 1);
      if (!digit && !gap) {
        return false;
      }
      digits += digit ? 1 : 0;
      at++;
    }
    return digits == CARD_DIGITS;
  }

  private static boolean isDigit(byte[] bytes, int at) {
    return Chars.is(bytes[at], Chars.DIGIT);
  }

  /**
   * Long runs of Base64. What is in the same run here may be in two texts, or before one, so every
   * part of it that may be in a text counts.
   */
  private static Positions random(Bytes request) {
    Positions found = new Positions();
    byte[] bytes = request.array();
    int first = request.offset();
    int end = first + request.length();
    int stop = first;
    boolean isLong = false;
    for (int at = first + STRIDE; at < end; at += STRIDE) {
      if (at >= stop && Chars.is(bytes[at], BASE64) && Chars.is(bytes[at - STRIDE], BASE64)) {
        stop = Chars.skip(bytes, at, end, BASE64);
        isLong = stop - start(bytes, first, at) >= SECRET_LENGTH;
        if (isLong) {
          found.add(at - STRIDE);
        }
      }
      if (at < stop && isLong) {
        found.add(at);
      }
    }
    return found;
  }

  /** Where the run starts in which a place is; not looked for further than it matters. */
  private static int start(byte[] bytes, int first, int at) {
    int start = at;
    while (start > first && at - start < SECRET_LENGTH && Chars.is(bytes[start - 1], BASE64)) {
      start--;
    }
    return start;
  }

  /** Six bits of a byte in which letters differ, whatever their case. */
  private static int fold(byte one) {
    return (one & 0x1f) | (one >> 1 & 0x20);
  }

  private static byte[] shifts() {
    byte[] shifts = new byte[FOLDS * FOLDS];
    Arrays.fill(shifts, (byte) (WINDOW - 1));
    for (String word : WORDS) {
      for (int offset = 0; offset < WINDOW - 1; offset++) {
        for (int pair : pairs(word.charAt(offset), word.charAt(offset + 1))) {
          shifts[pair] = (byte) Math.min(shifts[pair], WINDOW - 2 - offset);
        }
      }
    }
    for (char first = '0'; first <= '9'; first++) {
      for (char second = '0'; second <= '9'; second++) {
        shifts[pair(first, second)] = 0;
      }
    }
    return shifts;
  }

  private static int[][] firsts() {
    int[][] firsts = new int[FOLDS * FOLDS][0];
    for (String word : WORDS) {
      int first = pair(word.charAt(0), word.charAt(1));
      int counts = word.charAt(0) == ANY ? FOLDS - 1 : FOLDS * FOLDS - 1;
      for (int last : pairs(word.charAt(2), word.charAt(3))) {
        int[] before = firsts[last];
        firsts[last] = Arrays.copyOf(before, before.length + 1);
        firsts[last][before.length] = first | counts << 12;
      }
    }
    return firsts;
  }

  private static int[] pairs(char first, char second) {
    int[] firsts = first == ANY ? ALL : new int[] {fold((byte) first)};
    int[] seconds = second == ANY ? ALL : new int[] {fold((byte) second)};
    int[] pairs = new int[firsts.length * seconds.length];
    int count = 0;
    for (int one : firsts) {
      for (int other : seconds) {
        pairs[count++] = one << 6 | other;
      }
    }
    return pairs;
  }

  private static int pair(char first, char second) {
    return fold((byte) first) << 6 | fold((byte) second);
  }
}
