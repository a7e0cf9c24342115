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
    "secr",
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
    "atem",
    "ery.",
    // Credentials by their looks.
    "akia",
    "asia",
    "fwog",
    "fqog",
    "iqoj",
    "eyj?",
    "bear",
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
    "sk-a",
    "aiza",
    "kpat",
    "spat",
    "npm_",
    "0c01",
    "begi",
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
    // Cards, by their first four digits.
    "0000",
  };

  private static final char ANY = '?';
  private static final int WINDOW = 4;
  private static final int LANES = 4;
  private static final int[] ALL = IntStream.range(0, Fold.VALUES).toArray();
  private static final int CARD_DIGITS = 13;
  private static final int STRIDE = 20;
  private static final int SECRET_LENGTH = 2 * STRIDE;
  private static final int BASE64 = Chars.WORD | Chars.BASE64;
  private static final int SLASHES = pair('/', '/');
  private static final int DIGITS = pair('0', '0');

  /** By the last two bytes of a window: how far the next one may be; 0 if this is looked at. */
  private static final byte[] SHIFTS = shifts();

  /** By the last two bytes: the first two of the words that end so, and which bits count. */
  private static final int[][] FIRSTS = firsts();

  private Triggers() {}

  /** All such places, in ascending order. */
  static Positions in(Bytes request) {
    return words(request).and(random(request));
  }

  /**
   * Four parts at once: where the next window is depends on this one, so a processor that looks at
   * one part alone waits most of the time.
   */
  private static Positions words(Bytes request) {
    byte[] bytes = request.array();
    int end = request.offset() + request.length();
    int first = request.offset() + WINDOW - 1;
    int size = Math.max(0, end - first) / LANES;
    Lane one = new Lane(bytes, first, first + size, end);
    Lane two = new Lane(bytes, one.end, one.end + size, end);
    Lane three = new Lane(bytes, two.end, two.end + size, end);
    Lane four = new Lane(bytes, three.end, Math.max(end, three.end), end);
    abreast(bytes, one, two, three, four);
    Positions found = one.rest();
    found.append(two.rest());
    found.append(three.rest());
    found.append(four.rest());
    return found;
  }

  private static void abreast(byte[] bytes, Lane one, Lane two, Lane three, Lane four) {
    byte[] shifts = SHIFTS;
    int a = one.at;
    int b = two.at;
    int c = three.at;
    int d = four.at;
    while (a < one.end && b < two.end && c < three.end && d < four.end) {
      int pairA = pairAt(bytes, a);
      int pairB = pairAt(bytes, b);
      int pairC = pairAt(bytes, c);
      int pairD = pairAt(bytes, d);
      int shiftA = shifts[pairA];
      int shiftB = shifts[pairB];
      int shiftC = shifts[pairC];
      int shiftD = shifts[pairD];
      a += shiftA != 0 ? shiftA : one.look(a, pairA);
      b += shiftB != 0 ? shiftB : two.look(b, pairB);
      c += shiftC != 0 ? shiftC : three.look(c, pairC);
      d += shiftD != 0 ? shiftD : four.look(d, pairD);
    }
    one.at = a;
    two.at = b;
    three.at = c;
    four.at = d;
  }

  private static int pairAt(byte[] bytes, int at) {
    return Fold.of(bytes[at - 1]) << 6 | Fold.of(bytes[at]);
  }

  /** One part of a request. */
  private static final class Lane {
    private final byte[] bytes;
    private final int whole;
    private final int end;
    private final Positions found = new Positions();
    private int at;

    /**
     * Nothing is looked at yet.
     *
     * @param at the end of the first window
     * @param end where windows end that are others'
     * @param whole the request's end
     */
    Lane(byte[] bytes, int at, int end, int whole) {
      this.bytes = bytes;
      this.at = at;
      this.end = end;
      this.whole = whole;
    }

    /** Looks at a window; returns how far the next one is. */
    int look(int window, int pair) {
      if (isTrigger(bytes, window, whole, pair)) {
        found.add(window);
      }
      return 1;
    }

    Positions rest() {
      while (at < end) {
        int pair = pairAt(bytes, at);
        int shift = SHIFTS[pair];
        at += shift != 0 ? shift : look(at, pair);
      }
      return found;
    }
  }

  private static boolean isTrigger(byte[] bytes, int at, int end, int pair) {
    int first = pairAt(bytes, at - 2);
    for (int word : FIRSTS[pair]) {
      if (((first ^ word) & word >>> 12) == 0) {
        return pair == SLASHES
            ? isLogin(bytes, at, end)
            : (pair != DIGITS || first != DIGITS) || isLongNumber(bytes, at - WINDOW + 1, end);
      }
    }
    return false;
  }

  /** Whether the second slash before an authority stands there, by which somebody logs in. */
  private static boolean isLogin(byte[] bytes, int slash, int end) {
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
      if (at >= stop && mayBeRun(bytes, at)) {
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

  /** A glance at what lies between two strides. */
  private static boolean mayBeRun(byte[] bytes, int at) {
    return Chars.is(bytes[at], BASE64)
        && Chars.is(bytes[at - STRIDE], BASE64)
        && Chars.is(bytes[at - STRIDE / 2], BASE64)
        && Chars.is(bytes[at - STRIDE / 4], BASE64);
  }

  /** Where the run starts in which a place is; not looked for further than it matters. */
  private static int start(byte[] bytes, int first, int at) {
    int start = at;
    while (start > first && at - start < SECRET_LENGTH && Chars.is(bytes[start - 1], BASE64)) {
      start--;
    }
    return start;
  }

  private static byte[] shifts() {
    byte[] shifts = new byte[Fold.VALUES * Fold.VALUES];
    Arrays.fill(shifts, (byte) (WINDOW - 1));
    for (String word : WORDS) {
      for (int offset = 0; offset < WINDOW - 1; offset++) {
        for (int pair : pairs(word.charAt(offset), word.charAt(offset + 1))) {
          shifts[pair] = (byte) Math.min(shifts[pair], WINDOW - 2 - offset);
        }
      }
    }
    return shifts;
  }

  private static int[][] firsts() {
    int[][] firsts = new int[Fold.VALUES * Fold.VALUES][0];
    for (String word : WORDS) {
      int first = pair(word.charAt(0), word.charAt(1));
      int counts = word.charAt(0) == ANY ? Fold.VALUES - 1 : Fold.VALUES * Fold.VALUES - 1;
      for (int last : pairs(word.charAt(2), word.charAt(3))) {
        int[] before = firsts[last];
        firsts[last] = Arrays.copyOf(before, before.length + 1);
        firsts[last][before.length] = first | counts << 12;
      }
    }
    return firsts;
  }

  private static int[] pairs(char first, char second) {
    int[] firsts = first == ANY ? ALL : new int[] {Fold.of((byte) first)};
    int[] seconds = second == ANY ? ALL : new int[] {Fold.of((byte) second)};
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
    return Fold.of((byte) first) << 6 | Fold.of((byte) second);
  }
}
