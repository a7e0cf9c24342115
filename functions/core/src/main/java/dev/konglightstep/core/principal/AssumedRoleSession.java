package dev.konglightstep.core.principal;

/** Somebody who assumed a role. The ARN has the role's name, never its path. */
public record AssumedRoleSession(
    Partition partition, String account, String roleName, String sessionName)
    implements ArnIdentifier {

  /**
   * @throws IllegalArgumentException if a part is none
   */
  public AssumedRoleSession {
    Part.ACCOUNT.require(account);
    Part.ROLE_NAME.require(roleName);
    Part.SESSION_NAME.require(sessionName);
  }

  /** The role, with {@code /} for its path: only IAM's GetRole knows the true one. */
  public IamRole role() {
    return new IamRole(partition, account, "/", roleName);
  }

  /** Who chose the session's name, provided that the ARN itself is true. */
  public SessionNamedBy sessionNamedBy() {
    return PermissionSetRole.of(roleName).isPresent() ? SessionNamedBy.AWS : SessionNamedBy.CALLER;
  }

  @Override
  public String kind() {
    return "assumed-role";
  }

  @Override
  public String text() {
    return arn("sts", "assumed-role/" + roleName + "/" + sessionName);
  }

  /** The role's: no directory has sessions, which come and go. */
  @Override
  public LookupKey key(Partition home) {
    return role().key(home);
  }
}
