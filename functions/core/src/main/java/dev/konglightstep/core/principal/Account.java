package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * An account. STS gives the same text as the user id of its root user (GetCallerIdentity); nobody
 * can tell which of the two is meant, so it is the account.
 *
 * @param id 12 digits; it may begin with 0
 */
public record Account(String id) implements Identifier {
  private static final String KIND = "account";

  /**
   * @throws IllegalArgumentException if the id is none
   */
  public Account {
    Part.ACCOUNT.require(id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return id;
  }

  @Override
  public Optional<String> accountIfKnown() {
    return Optional.of(id);
  }

  @Override
  public LookupKey key(Partition home) {
    return LookupKey.of(home, id, KIND, id);
  }
}
