package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.Account;
import dev.konglightstep.core.principal.AssumedRoleSession;
import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.LatticeIdentity;
import dev.konglightstep.core.principal.OidcSubject;
import dev.konglightstep.core.principal.Parsed;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.SessionNamedBy;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Entry;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.Lookup;
import java.util.Optional;

/** Finds out whom the text of a claim means. */
final class Finder {
  private final Snapshot snapshot;
  private final Optional<String> issuer;
  private final Partition home;

  Finder(Identity identity, Snapshot snapshot) {
    this.snapshot = snapshot;
    this.issuer = identity.issuer();
    this.home = identity.home();
  }

  /** What there is at a time, in seconds since 1970. */
  Finding find(Claim claim, String text, long second) {
    Optional<Identifier> meant = meant(claim, text);
    return switch (snapshot) {
      case Snapshot.None() -> Finding.without(Status.UNKNOWN, meant);
      case Snapshot.Unavailable() -> Finding.without(Status.UNAVAILABLE, meant);
      case Snapshot.Loaded(Directory directory) ->
          found(directory.at(second), claim, text.strip(), meant);
    };
  }

  private Optional<Identifier> meant(Claim claim, String text) {
    return switch (claim) {
      case CUSTOM_ID, CONSUMER_NAME -> valid(Identifier.parse(text));
      case LATTICE -> valid(LatticeIdentity.parse(text)).flatMap(LatticeIdentity::principal);
      case ALB -> issuer.flatMap(url -> valid(OidcSubject.parse(url, text)));
      case SIGV4 -> valid(Identifier.parse(text)).filter(AccessKey.class::isInstance);
      case CONSUMER_ID -> Optional.empty();
    };
  }

  private Finding found(
      Directory.Search search, Claim claim, String text, Optional<Identifier> meant) {
    Lookup lookup = meant.map(id -> search.find(id.key(home))).orElseGet(Lookup.Absent::new);
    boolean mayBeName = claim == Claim.CUSTOM_ID || claim == Claim.CONSUMER_NAME;
    if (lookup instanceof Lookup.Absent && mayBeName) {
      lookup = person(search, text);
    }
    Optional<Entry> person =
        meant.flatMap(Finder::nameFromAws).flatMap(name -> entry(person(search, name)));
    Optional<Entry> principal = entry(lookup);
    return new Finding(
        status(lookup, person.isPresent()),
        meant,
        principal,
        person,
        accountName(search, meant, principal),
        search.same());
  }

  /** A person by the name, the address or the provider's id: whichever is there first. */
  private Lookup person(Directory.Search search, String text) {
    Lookup named = search.find(Keys.personName(text));
    if (named instanceof Lookup.Absent) {
      named = search.find(Keys.personEmail(text));
    }
    Optional<Identifier> subject = issuer.flatMap(url -> valid(OidcSubject.parse(url, text)));
    return named instanceof Lookup.Absent && subject.isPresent()
        ? search.find(subject.get().key(home))
        : named;
  }

  /** Only IAM Identity Center's sessions are called like whoever they are. */
  private static Optional<String> nameFromAws(Identifier identifier) {
    return identifier instanceof AssumedRoleSession session
            && session.sessionNamedBy() == SessionNamedBy.AWS
        ? Optional.of(session.sessionName())
        : Optional.empty();
  }

  private Optional<String> accountName(
      Directory.Search search, Optional<Identifier> meant, Optional<Entry> principal) {
    Partition partition =
        principal
            .flatMap(entry -> entry.field("partition"))
            .flatMap(Partition::of)
            .or(() -> meant.flatMap(Identifier::partitionIfKnown))
            .orElse(home);
    return principal
        .flatMap(entry -> entry.field("account"))
        .or(() -> meant.flatMap(Identifier::accountIfKnown))
        .flatMap(id -> entry(search.find(new Account(id).key(partition))))
        .flatMap(account -> account.field("name"));
  }

  private static Status status(Lookup lookup, boolean personKnown) {
    return switch (lookup) {
      case Lookup.Found found -> Status.RESOLVED;
      case Lookup.Ambiguous() -> Status.AMBIGUOUS;
      case Lookup.Absent() -> personKnown ? Status.RESOLVED : Status.UNKNOWN;
    };
  }

  private static Optional<Entry> entry(Lookup lookup) {
    return lookup instanceof Lookup.Found(Entry entry) ? Optional.of(entry) : Optional.empty();
  }

  private static <T> Optional<T> valid(Parsed<T> parsed) {
    return parsed instanceof Parsed.Valid<T>(T value) ? Optional.of(value) : Optional.empty();
  }
}
