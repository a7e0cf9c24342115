package dev.konglightstep.core.principal;

/**
 * A role's session as STS's {@code UserId}, {@code AssumedRoleId} and CloudTrail's {@code
 * principalId} have it: {@code <the role's unique id>:<session name>}. The name is the caller's
 * choice: without the role's name nobody can tell that it is not.
 */
public record RoleSessionId(UniqueId role, String sessionName) implements Identifier {

  /**
   * @throws IllegalArgumentException if the id is no role's or the name is none
   */
  public RoleSessionId {
    if (role.type() != UniqueIdType.ROLE) {
      throw new IllegalArgumentException("expected a role's unique id, got another one");
    }
    Part.SESSION_NAME.require(sessionName);
  }

  @Override
  public String kind() {
    return "role-session-id";
  }

  @Override
  public String text() {
    return role.id() + ":" + sessionName;
  }

  /** The role's. */
  @Override
  public LookupKey key(Partition home) {
    return role.key(home);
  }
}
