package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * A text by which AWS, or who speaks for it, names a caller. It says who is meant, not that it is
 * true: that depends on where the text came from.
 */
public sealed interface Identifier
    permits ArnIdentifier,
        Account,
        ServicePrincipal,
        UniqueId,
        RoleSessionId,
        FederatedUserId,
        AccessKey,
        IdentityStoreUserId,
        OidcSubject {

  /**
   * Reads an identifier, whichever of them it is. Never throws, and looks at each character a few
   * times at most.
   *
   * <p>Blanks and tabs around it are taken off, as HTTP takes them off a header's value (RFC 9110,
   * section 5.5). Nothing else is changed: no percent sign is decoded, for a path of IAM may hold
   * one; no case is folded, except in {@link #key}.
   */
  static Parsed<Identifier> parse(String text) {
    return new IdentifierParser(text, 0, text.length()).parse();
  }

  /** What it names, in one word: {@code user}, {@code assumed-role}, {@code access-key}. */
  String kind();

  /** As AWS writes it; what {@link #parse} reads as this again, except for a subject. */
  String text();

  /**
   * The partition that the text names. Only ARNs do: a service's domain may be that of two
   * partitions.
   */
  default Optional<Partition> partitionIfKnown() {
    return Optional.empty();
  }

  /** The account that the text names, 12 digits; empty if it names none. */
  default Optional<String> accountIfKnown() {
    return Optional.empty();
  }

  /**
   * Where a directory has the principal. Two identifiers of one principal may have different keys,
   * as a role's ARN and its unique id do; the directory has both.
   *
   * @param home the partition of those that name an account and no partition
   */
  LookupKey key(Partition home);

  /** Where a directory has the account, for the time when it does not know the principal. */
  default Optional<LookupKey> accountKey(Partition home) {
    return accountIfKnown().map(id -> new Account(id).key(partitionIfKnown().orElse(home)));
  }
}
