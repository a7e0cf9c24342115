package dev.konglightstep.core.principal;

/** Somebody for whom a user of IAM asked STS for a federation token, under a name of its choice. */
public record FederatedUser(Partition partition, String account, String name)
    implements ArnIdentifier {
  static final String KIND = "federated-user";

  /**
   * @throws IllegalArgumentException if a part is none
   */
  public FederatedUser {
    Part.ACCOUNT.require(account);
    Part.FEDERATED_NAME.require(name);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return arn("sts", KIND + "/" + name);
  }

  /** With case: the name is no name of IAM's. */
  @Override
  public LookupKey key(Partition home) {
    return LookupKey.of(partition, account, KIND, name);
  }
}
