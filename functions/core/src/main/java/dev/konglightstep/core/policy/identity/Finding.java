package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.principal.AssumedRoleSession;
import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.RoleSessionId;
import dev.konglightstep.core.principal.directory.Entry;
import dev.konglightstep.core.principal.directory.Validity;
import java.util.Optional;

/**
 * What there is about a claim.
 *
 * @param meant what its text names; empty if that is a person's name, or nothing
 * @param principal as the directory has it; of a session the role
 * @param person who acts as that principal, if it is known
 * @param accountName of the account that the principal or the text names
 * @param same when all this is so
 */
record Finding(
    Status status,
    Optional<Identifier> meant,
    Optional<Entry> principal,
    Optional<Entry> person,
    Optional<String> accountName,
    Validity same) {

  /** Without a directory. */
  static Finding without(Status status, Optional<Identifier> meant) {
    return new Finding(
        status, meant, Optional.empty(), Optional.empty(), Optional.empty(), Validity.ALWAYS);
  }

  /** Who is to be told: the person if there is one. */
  Optional<Entry> speaker() {
    return person.or(() -> principal);
  }

  /** The name of the role's session, which its caller chose unless AWS did. */
  Optional<String> sessionName() {
    return meant.flatMap(
        identifier ->
            switch (identifier) {
              case AssumedRoleSession session -> Optional.of(session.sessionName());
              case RoleSessionId session -> Optional.of(session.sessionName());
              default -> Optional.empty();
            });
  }

  /** 12 digits. */
  Optional<String> accountId() {
    return principal
        .flatMap(entry -> entry.field("account"))
        .or(() -> meant.flatMap(Identifier::accountIfKnown));
  }

  /** Says nothing of a person. */
  @Override
  public String toString() {
    return "Finding[" + status.text() + "]";
  }
}
