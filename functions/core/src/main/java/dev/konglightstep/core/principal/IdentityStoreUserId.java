package dev.konglightstep.core.principal;

/**
 * A user of an identity store, so a person: a UUID, in older stores with the store's ten digits
 * before it (Identity Store API reference, {@code UserId}: {@code ([0-9a-f]{10}-|)} and a UUID).
 */
public record IdentityStoreUserId(String id) implements Identifier {
  static final String EXPECTED = "expected a UUID, or ten hexadecimal digits, - and a UUID";
  private static final String KIND = "identity-store-user";
  private static final int UUID = 36;
  private static final int STORE = 10;
  private static final int FIRST_GROUP = 8;

  /**
   * @throws IllegalArgumentException if the id is none
   */
  public IdentityStoreUserId {
    if (mistake(id, 0, id.length()) != Part.NONE) {
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  /** Whether nothing else can be meant: only these have hexadecimal digits and a hyphen there. */
  static boolean looksLikeOne(String text, int from, int to) {
    int digits = Ascii.HEX.skip(text, from, to) - from;
    return (digits == FIRST_GROUP || digits == STORE) && isHyphen(text, from + digits, to);
  }

  static int mistake(String text, int from, int to) {
    int uuid = isHyphen(text, from + STORE, to) ? from + STORE + 1 : from;
    int at = uuid == from ? from : Ascii.LOWER_HEX.skip(text, from, uuid - 1);
    if (uuid > from && at < uuid - 1) {
      return at;
    }
    for (at = uuid; at < Math.min(to, uuid + UUID); at++) {
      boolean hyphen = isHyphenOfUuid(at - uuid);
      if (hyphen ? text.charAt(at) != '-' : !Ascii.HEX.has(text.charAt(at))) {
        return at;
      }
    }
    return to - uuid == UUID ? Part.NONE : at;
  }

  private static boolean isHyphen(String text, int at, int to) {
    return at < to && text.charAt(at) == '-';
  }

  private static boolean isHyphenOfUuid(int index) {
    return index == 8 || index == 13 || index == 18 || index == 23;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return id;
  }

  /**
   * The id alone, which is unique by itself; a UUID's digits have no case (RFC 9562, section 4).
   */
  @Override
  public LookupKey key(Partition home) {
    return LookupKey.global(KIND, LookupKey.folded(id));
  }
}
