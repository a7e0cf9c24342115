package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;

/**
 * Numbers of payment cards: 13 to 19 digits, perhaps in groups with one space or hyphen between
 * them, the first of four digits at least as cards have it, that begin as a card scheme's numbers
 * do and end in the right check digit (ISO/IEC 7812-1).
 */
final class Cards implements Finder {
  private static final int FIRST_GROUP = 4;
  private static final int LEAST = 13;
  private static final int MOST = 19;

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int first = text.offset();
    int end = first + text.length();
    int at = from;
    while (at < end) {
      if (!Chars.is(bytes[at], Chars.DIGIT)) {
        at++;
        continue;
      }
      int stop = Chars.skip(bytes, at, end, Chars.DIGIT);
      boolean free = at == first || !isBefore(bytes, first, at - 1);
      int card = free && stop - at >= FIRST_GROUP ? cardEnd(bytes, at, end) : -1;
      if (card >= 0) {
        return Finder.found(at, card);
      }
      at = stop;
    }
    return NONE;
  }

  /** Whether what stands there makes what follows a part of something longer. */
  private static boolean isBefore(byte[] bytes, int first, int at) {
    boolean fraction = bytes[at] == '.' && at > first && Chars.is(bytes[at - 1], Chars.DIGIT);
    boolean escaped = Chars.isEscaped(bytes, first, at + 1);
    return fraction || (Chars.is(bytes[at], Chars.WORD) && !escaped);
  }

  /** Where the longest card number ends that begins there; -1 if there is none. */
  private static int cardEnd(byte[] bytes, int from, int end) {
    int found = -1;
    long digits = 0;
    int count = 0;
    int at = from;
    while (at < end && count < MOST) {
      if (Chars.is(bytes[at], Chars.DIGIT)) {
        digits = digits * 10 + bytes[at] - '0';
        count++;
        boolean whole = at + 1 == end || !Chars.is(bytes[at + 1], Chars.WORD);
        if (whole && count >= LEAST && isCard(digits, count)) {
          found = at + 1;
        }
      } else if (!isBetweenDigits(bytes, at, end)) {
        break;
      }
      at++;
    }
    return found;
  }

  private static boolean isBetweenDigits(byte[] bytes, int at, int end) {
    return (bytes[at] == ' ' || bytes[at] == '-')
        && at + 1 < end
        && Chars.is(bytes[at + 1], Chars.DIGIT)
        && Chars.is(bytes[at - 1], Chars.DIGIT);
  }

  private static boolean isCard(long digits, int count) {
    return isScheme((int) (digits / power(count - 4)), count) && luhn(digits);
  }

  /** By the first four digits and the length. */
  private static boolean isScheme(int four, int count) {
    int two = four / 100;
    boolean visa = four / 1000 == 4 && (count == 13 || count == 16 || count == 19);
    boolean mastercard =
        count == 16 && ((51 <= two && two <= 55) || (2221 <= four && four <= 2720));
    boolean amex = count == 15 && (two == 34 || two == 37);
    boolean diners = count >= 14 && (two == 36 || two == 38 || two == 39 || two == 30);
    boolean discover = count >= 16 && (four == 6011 || two == 64 || two == 65);
    boolean jcb = count >= 16 && 3528 <= four && four <= 3589;
    boolean unionPay = count >= 16 && (two == 62 || two == 81);
    boolean maestro = two == 50 || (56 <= two && two <= 58) || two == 63 || two == 67;
    return visa || mastercard || amex || diners || discover || jcb || unionPay || maestro;
  }

  private static boolean luhn(long digits) {
    int sum = 0;
    boolean twice = false;
    for (long rest = digits; rest != 0; rest /= 10) {
      int digit = (int) (rest % 10);
      int value = twice ? 2 * digit : digit;
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
