package dev.konglightstep.core.principal;

/**
 * A user of IAM.
 *
 * @param path {@code /}, or one that begins and ends with it
 */
public record IamUser(Partition partition, String account, String path, String name)
    implements ArnIdentifier {
  static final String KIND = "user";

  /**
   * @throws IllegalArgumentException if a part is none
   */
  public IamUser {
    Part.ACCOUNT.require(account);
    Part.PATH.require(path);
    Part.USER_NAME.require(name);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return arn("iam", "user" + path + name);
  }

  /** Without the path, which the name does not need, and without case. */
  @Override
  public LookupKey key(Partition home) {
    return LookupKey.of(partition, account, KIND, LookupKey.folded(name));
  }
}
