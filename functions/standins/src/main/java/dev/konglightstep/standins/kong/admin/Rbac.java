package dev.konglightstep.standins.kong.admin;

import dev.konglightstep.core.http.Request;
import java.util.Map;

/**
 * Who may do what in Enterprise: each request shows a token in {@code Kong-Admin-Token}.
 *
 * @param users from tokens to what their user may do; nobody needs a token if there is none
 */
public record Rbac(Map<String, Right> users) {
  public static final Rbac OFF = new Rbac(Map.of());

  public Rbac {
    users = Map.copyOf(users);
  }

  void require(Request request) {
    if (users.isEmpty()) {
      return;
    }
    Right right = request.headers().first("Kong-Admin-Token").map(users::get).orElse(null);
    if (right == null) {
      throw KongRefusal.plain(401, "Invalid RBAC credentials");
    }
    if (right == Right.READ && !request.method().equals("GET")) {
      throw KongRefusal.plain(403, "reader, you do not have permissions to update this resource");
    }
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "Rbac[" + users.size() + " users]";
  }

  /** What a user may do. */
  public enum Right {
    READ,
    WRITE
  }
}
