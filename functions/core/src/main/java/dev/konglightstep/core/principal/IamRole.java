package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * A role of IAM.
 *
 * @param path {@code /}, or one that begins and ends with it; {@code /} also where somebody left it
 *     out, as sessions do
 */
public record IamRole(Partition partition, String account, String path, String name)
    implements ArnIdentifier {
  static final String KIND = "role";
  private static final String SERVICES = "/aws-service-role/";
  private static final String IDENTITY_CENTER = "/aws-reserved/sso.amazonaws.com/";

  /**
   * @throws IllegalArgumentException if a part is none
   */
  public IamRole {
    Part.ACCOUNT.require(account);
    Part.PATH.require(path);
    Part.ROLE_NAME.require(name);
  }

  /**
   * Who made it. A service-linked role is told by its path, never by its name, which anybody may
   * give to another role (AWS IAM User Guide, "Service-linked roles"). One of Identity Center's is
   * told by its name, for nobody else can take it, and where there is a path, by that too.
   */
  public RoleOrigin origin() {
    Optional<String> service = segmentBehind(SERVICES).filter(ServicePrincipal::isOne);
    if (service.isPresent()) {
      return new RoleOrigin.Service(service.get());
    }
    Optional<PermissionSetRole> permissionSet = PermissionSetRole.of(name);
    Optional<String> region = segmentBehind(IDENTITY_CENTER);
    if (permissionSet.isPresent()
        && (region.isPresent() || path.equals(IDENTITY_CENTER) || path.equals("/"))) {
      return new RoleOrigin.IdentityCenter(permissionSet.get(), region);
    }
    return new RoleOrigin.Customer();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return arn("iam", "role" + path + name);
  }

  /** Without the path, which sessions lack, and without case. */
  @Override
  public LookupKey key(Partition home) {
    return LookupKey.of(partition, account, KIND, LookupKey.folded(name));
  }

  /** The only segment of the path behind its beginning. */
  private Optional<String> segmentBehind(String beginning) {
    int last = path.length() - 1;
    boolean one =
        path.startsWith(beginning)
            && beginning.length() < last
            && path.indexOf('/', beginning.length()) == last;
    return one ? Optional.of(path.substring(beginning.length(), last)) : Optional.empty();
  }
}
