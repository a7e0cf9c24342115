package dev.konglightstep.core.policy.redaction;

import static dev.konglightstep.core.policy.redaction.Detector.AWS_KEY;
import static dev.konglightstep.core.policy.redaction.Detector.BEARER;
import static dev.konglightstep.core.policy.redaction.Detector.CARD;
import static dev.konglightstep.core.policy.redaction.Detector.JWT;
import static dev.konglightstep.core.policy.redaction.Detector.KNOWN_TOKEN;
import static dev.konglightstep.core.policy.redaction.Detector.SECRET_WORD;
import static dev.konglightstep.core.policy.redaction.Detector.URL_SECRET;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The words that {@link Triggers} looks for, as tables. */
final class TriggerWords {
  /** Letters of a word. */
  static final int WINDOW = 4;

  /** Where in an entry of {@link #FIRSTS} the bits stand that count. */
  static final int COUNTS = 12;

  /** Where the detectors stand there. */
  static final int KINDS = 24;

  /** All bits of two bytes. */
  static final int PAIR = (1 << COUNTS) - 1;

  private static final char ANY = '?';
  private static final int[] ALL = IntStream.range(0, Fold.VALUES).toArray();

  /**
   * Four letters of each word that rules know; {@code ?} stands for any byte, {@code 0} for a
   * digit.
   */
  private static final List<Group> GROUPS =
      List.of(
          // Words for secrets, and keys that end in one.
          words("assw assp ?pwd secr oken riza ooki gnat", SECRET_WORD, URL_SECRET),
          words(
              "_key -key .key ikey skey tkey ekey hkey gkey nkey rkey dkey",
              SECRET_WORD,
              URL_SECRET),
          new Group(List.of(" key", "key="), Set.of(SECRET_WORD, URL_SECRET)),
          // Keys of URLs and statements; what stands under them has its own words.
          words(".url url. arge fere atem ery."),
          // Credentials by their looks; a card by its first digits.
          words("akia asia fwog fqog iqoj", AWS_KEY),
          words("eyj?", JWT),
          words("bear asic", BEARER),
          words("ghp_ gho_ ghu_ ghs_ ghr_ hub_ lpat xox? live sk-a", KNOWN_TOKEN),
          words("aiza kpat spat npm_ 0c01 begi", KNOWN_TOKEN),
          words("0000", CARD),
          // Parameters of URLs, and who logs in by one.
          words("sig= ode= uth= jwt= otp= ass= sid= ess= ?://", URL_SECRET));

  /** By the last two bytes of a window: how far the next one may be; 0 if this is looked at. */
  static final byte[] SHIFTS = shifts();

  /**
   * By the last two bytes: the first two of the words that end so, which bits of them count, and
   * the detectors.
   */
  static final int[][] FIRSTS = firsts();

  private TriggerWords() {}

  private static byte[] shifts() {
    byte[] shifts = new byte[Fold.VALUES * Fold.VALUES];
    Arrays.fill(shifts, (byte) (WINDOW - 1));
    for (String word : all()) {
      for (int offset = 0; offset < WINDOW - 1; offset++) {
        for (int pair : pairs(word.charAt(offset), word.charAt(offset + 1))) {
          shifts[pair] = (byte) Math.min(shifts[pair], WINDOW - 2 - offset);
        }
      }
    }
    return shifts;
  }

  private static Iterable<String> all() {
    return GROUPS.stream().flatMap(group -> group.words().stream()).toList();
  }

  private static int[][] firsts() {
    int[][] firsts = new int[Fold.VALUES * Fold.VALUES][0];
    for (Group group : GROUPS) {
      for (String word : group.words()) {
        for (int last : pairs(word.charAt(2), word.charAt(3))) {
          int[] before = firsts[last];
          firsts[last] = Arrays.copyOf(before, before.length + 1);
          firsts[last][before.length] = first(word) | group.bits() << KINDS;
        }
      }
    }
    return firsts;
  }

  private static int first(String word) {
    int counts = word.charAt(0) == ANY ? Fold.VALUES - 1 : PAIR;
    return pair(word.charAt(0), word.charAt(1)) | counts << COUNTS;
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

  private static Group words(String words, Detector... detectors) {
    return new Group(List.of(words.split(" ", -1)), Set.of(detectors));
  }

  /** Words after which the same detectors look. */
  private record Group(List<String> words, Set<Detector> detectors) {
    int bits() {
      return detectors.stream().mapToInt(Detector::bit).sum();
    }
  }
}
