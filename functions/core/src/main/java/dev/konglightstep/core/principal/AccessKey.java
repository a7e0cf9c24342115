package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * The id of an access key: {@code AKIA…} of a user, {@code ASIA…} of a session that ends.
 *
 * <p>The account is decoded, as far as the id has it. AWS does not document how; it was found by
 * reverse engineering (awsteele.com, 2020-09-26; T. Be'ery on Medium; LocalStack does the same).
 * Characters 4 to 11 (from 0) are a number of 40 bits in Base32. Its highest bit tells the newer
 * format; the rest is half of the account's id, and whether character 12 is in the second half of
 * the alphabet is its lowest bit. A legacy id has no account in it: reading one all the same, as a
 * mask without a look at the highest bit does, gives plausible wrong ones.
 *
 * @param id 20 characters of A–Z and 2–7
 */
public record AccessKey(String id) implements Identifier {
  private static final String KIND = "access-key";
  private static final String LONG_TERM = "AKIA";
  private static final String TEMPORARY = "ASIA";
  private static final int FIRST = 4;
  private static final int LAST = 11;
  private static final int BITS = 5;
  private static final long NEWER = 1L << 39;
  private static final long MOST = 999_999_999_999L;

  /**
   * @throws IllegalArgumentException if the id is none
   */
  public AccessKey {
    Part.ACCESS_KEY.require(id);
    if (!isAt(id, 0)) {
      throw new IllegalArgumentException("expected AKIA or ASIA at index 0");
    }
  }

  static boolean isAt(String text, int from) {
    return text.startsWith(LONG_TERM, from) || text.startsWith(TEMPORARY, from);
  }

  /** Whether it is a session's, and so in no list of users' keys. */
  public boolean temporary() {
    return id.startsWith(TEMPORARY);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return id;
  }

  /** Empty for a legacy id, and where the digits cannot be an account's: never a guess. */
  @Override
  public Optional<String> accountIfKnown() {
    long number = 0;
    for (int at = FIRST; at <= LAST; at++) {
      number = number << BITS | digit(id.charAt(at));
    }
    long account = (number & (NEWER - 1)) * 2 + (digit(id.charAt(LAST + 1)) >> (BITS - 1));
    boolean known = number >= NEWER && account > 0 && account <= MOST;
    return known ? Optional.of("%012d".formatted(account)) : Optional.empty();
  }

  /** The id alone: it is unique in all of AWS. */
  @Override
  public LookupKey key(Partition home) {
    return LookupKey.global(KIND, id);
  }

  private static int digit(char base32) {
    return base32 >= 'A' ? base32 - 'A' : base32 - '2' + 26;
  }

  /** Without the id, which is to leave no trace once it is resolved. */
  @Override
  public String toString() {
    return "AccessKey[" + id.substring(0, FIRST) + "…]";
  }
}
