package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * A federated user as STS's {@code UserId} has it: {@code <account>:<name>}. It is kept whole; the
 * account alone would be its root user's id.
 */
public record FederatedUserId(String account, String name) implements Identifier {

  /**
   * @throws IllegalArgumentException if a part is none
   */
  public FederatedUserId {
    Part.ACCOUNT.require(account);
    Part.FEDERATED_NAME.require(name);
  }

  @Override
  public String kind() {
    return "federated-user-id";
  }

  @Override
  public String text() {
    return account + ":" + name;
  }

  @Override
  public Optional<String> accountIfKnown() {
    return Optional.of(account);
  }

  /** That of the ARN, in the partition at home. */
  @Override
  public LookupKey key(Partition home) {
    return new FederatedUser(home, account, name).key(home);
  }
}
