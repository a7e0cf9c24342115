package dev.konglightstep.cli.operator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.Account;
import dev.konglightstep.core.principal.AccountRoot;
import dev.konglightstep.core.principal.AssumedRoleSession;
import dev.konglightstep.core.principal.FederatedUser;
import dev.konglightstep.core.principal.FederatedUserId;
import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.IdentityStoreUserId;
import dev.konglightstep.core.principal.OidcSubject;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.PermissionSetRole;
import dev.konglightstep.core.principal.RoleOrigin;
import dev.konglightstep.core.principal.RoleSessionId;
import dev.konglightstep.core.principal.ServicePrincipal;
import dev.konglightstep.core.principal.SessionNamedBy;
import dev.konglightstep.core.principal.UniqueId;
import java.util.Locale;

/**
 * An identifier as one line of JSON, its fields in one order; what it does not name is left out.
 */
final class PrincipalLine {
  private PrincipalLine() {}

  static String of(Identifier identifier, Partition home) {
    ObjectNode line = new JsonMapper().createObjectNode();
    line.put("kind", identifier.kind()).put("text", identifier.text());
    identifier.partitionIfKnown().ifPresent(partition -> line.put("partition", partition.id()));
    identifier.accountIfKnown().ifPresent(account -> line.put("account", account));
    parts(line, identifier);
    line.put("key", identifier.key(home).text());
    identifier.accountKey(home).ifPresent(key -> line.put("account_key", key.text()));
    return line.toString();
  }

  private static void parts(ObjectNode line, Identifier identifier) {
    switch (identifier) {
      case IamUser user -> line.put("path", user.path()).put("name", user.name());
      case IamRole role -> {
        line.put("path", role.path()).put("name", role.name());
        origin(line, role.origin());
      }
      case AssumedRoleSession session -> {
        line.put("name", session.roleName());
        origin(line, session.role().origin());
        session(line, session.sessionName(), session.sessionNamedBy());
      }
      case RoleSessionId session -> {
        line.put("unique_id", session.role().id());
        session(line, session.sessionName(), SessionNamedBy.CALLER);
      }
      case FederatedUser federated -> line.put("name", federated.name());
      case FederatedUserId federated -> line.put("name", federated.name());
      case UniqueId id -> line.put("of", word(id.type()));
      case AccessKey key -> line.put("temporary", key.temporary());
      case AccountRoot root -> {}
      case Account account -> {}
      case ServicePrincipal service -> {}
      case IdentityStoreUserId person -> {}
      case OidcSubject subject -> line.put("issuer", subject.issuer());
    }
  }

  /** For a role without its path a service-linked one cannot be told, so nothing is said. */
  private static void origin(ObjectNode line, RoleOrigin origin) {
    switch (origin) {
      case RoleOrigin.Customer customer -> {}
      case RoleOrigin.Service(String service) -> line.put("service", service);
      case RoleOrigin.IdentityCenter center -> {
        PermissionSetRole role = center.role();
        line.put("permission_set", role.permissionSet()).put("suffix", role.suffix());
        center.region().ifPresent(region -> line.put("identity_center_region", region));
      }
    }
  }

  private static void session(ObjectNode line, String name, SessionNamedBy by) {
    line.put("session_name", name).put("session_named_by", word(by));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
