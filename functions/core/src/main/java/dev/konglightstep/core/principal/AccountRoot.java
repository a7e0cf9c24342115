package dev.konglightstep.core.principal;

/** The root user of an account. */
public record AccountRoot(Partition partition, String account) implements ArnIdentifier {
  private static final String KIND = "root";

  /**
   * @throws IllegalArgumentException if the account's id is none
   */
  public AccountRoot {
    Part.ACCOUNT.require(account);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return arn("iam", KIND);
  }

  @Override
  public LookupKey key(Partition home) {
    return LookupKey.of(partition, account, KIND, account);
  }
}
