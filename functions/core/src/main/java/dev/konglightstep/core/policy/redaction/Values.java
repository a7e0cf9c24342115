package dev.konglightstep.core.policy.redaction;

/** Tells what people or machines made up from words. */
final class Values {
  private static final int LEAST = 4;

  private Values() {}

  /**
   * Whether it looks like no word: letters with digits among them, or capitals behind small
   * letters, or signs that words do not have.
   */
  static boolean looksLikeOne(byte[] bytes, int from, int end) {
    boolean letter = false;
    boolean digit = false;
    boolean odd = false;
    for (int at = from; at < end; at++) {
      boolean upper = Chars.is(bytes[at], Chars.UPPER);
      odd |= upper && at > from && Chars.is(bytes[at - 1], Chars.LOWER);
      odd |= Chars.is(bytes[at], Chars.LOWER) && at > from + 1 && isUpper(bytes, at - 2, at);
      odd |= "+=~!@#$%^*".indexOf(bytes[at]) >= 0;
      letter |= upper || Chars.is(bytes[at], Chars.LOWER);
      digit |= Chars.is(bytes[at], Chars.DIGIT);
    }
    boolean mixed =
        letter && Chars.is(bytes[from], Chars.UPPER) && hasSmallAfterSign(bytes, from, end);
    return end - from >= LEAST && ((letter && digit) || odd || mixed);
  }

  private static boolean isUpper(byte[] bytes, int from, int end) {
    return Chars.skip(bytes, from, end, Chars.UPPER) == end;
  }

  /** As in {@code CANARY-payment}: capitals, a sign, small letters. */
  private static boolean hasSmallAfterSign(byte[] bytes, int from, int end) {
    int capitals = Chars.skip(bytes, from, end, Chars.UPPER);
    return capitals - from > 1
        && capitals + 1 < end
        && Chars.is(bytes[capitals], Chars.BASE64_URL)
        && Chars.is(bytes[capitals + 1], Chars.LOWER);
  }
}
