package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.LookupKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What events told that has changed. They are hints: some never come, so the schedule decides.
 *
 * @param newest when the last of them happened
 * @param users whose access keys changed, as {@link #user} names them
 */
record Changes(Instant newest, Set<String> users) {
  static final Changes NONE = new Changes(Instant.MIN, Set.of());

  Changes {
    users = Set.copyOf(users);
  }

  static String user(String account, String name) {
    return account + ":" + LookupKey.folded(name);
  }

  /** All of both. */
  Changes and(Changes others) {
    Set<String> all = new HashSet<>(users);
    all.addAll(others.users);
    return new Changes(newest.isAfter(others.newest) ? newest : others.newest, all);
  }

  boolean concern(IamAccount account, IamPrincipal user) {
    return users.contains(user(account.id(), user.name()));
  }

  /** The size alone. */
  @Override
  public String toString() {
    return "Changes[newest=" + newest + ", users=" + users.size() + "]";
  }
}
