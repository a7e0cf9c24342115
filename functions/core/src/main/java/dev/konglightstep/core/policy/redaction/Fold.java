package dev.konglightstep.core.policy.redaction;

/**
 * A small alphabet: letters without regard to case, the digits as one, some signs, and one for all
 * other bytes.
 */
final class Fold {
  /** How many there are at most. */
  static final int VALUES = 64;

  /** What is in no word. */
  static final byte OTHER = 0;

  private static final String SIGNS = " _-=.:/";
  private static final byte DIGIT = 27;
  private static final byte[] ALL = all();

  private Fold() {}

  static int of(byte one) {
    return ALL[one & 0xff];
  }

  private static byte[] all() {
    byte[] all = new byte[1 << Byte.SIZE];
    for (int letter = 1; letter <= 'z' - 'a' + 1; letter++) {
      all['a' - 1 + letter] = (byte) letter;
      all['A' - 1 + letter] = (byte) letter;
    }
    for (char digit = '0'; digit <= '9'; digit++) {
      all[digit] = DIGIT;
    }
    for (int i = 0; i < SIGNS.length(); i++) {
      all[SIGNS.charAt(i)] = (byte) (DIGIT + 1 + i);
    }
    return all;
  }
}
