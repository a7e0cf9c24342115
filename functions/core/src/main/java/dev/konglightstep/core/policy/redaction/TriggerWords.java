package dev.konglightstep.core.policy.redaction;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The words that {@link Triggers} looks for, as tables. */
final class TriggerWords {
  /** Letters of a word. */
  static final int WINDOW = 4;

  private static final char ANY = '?';
  private static final int[] ALL = IntStream.range(0, Fold.VALUES).toArray();

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
    "fere",
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

  /** By the last two bytes of a window: how far the next one may be; 0 if this is looked at. */
  static final byte[] SHIFTS = shifts();

  /** By the last two bytes: the first two of the words that end so, and which bits count. */
  static final int[][] FIRSTS = firsts();

  private TriggerWords() {}

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

  static int pair(char first, char second) {
    return Fold.of((byte) first) << 6 | Fold.of((byte) second);
  }
}
