package dev.konglightstep.core.principal;

import java.util.Optional;

/** Who made a role. */
public sealed interface RoleOrigin {
  /** The account's people. */
  record Customer() implements RoleOrigin {}

  /**
   * A service, for itself.
   *
   * @param service as {@code ecs.amazonaws.com}
   */
  record Service(String service) implements RoleOrigin {}

  /**
   * IAM Identity Center, for a permission set.
   *
   * @param region where Identity Center lives; empty if that is us-east-1, and where the role's
   *     path was left out
   */
  record IdentityCenter(PermissionSetRole role, Optional<String> region) implements RoleOrigin {}
}
