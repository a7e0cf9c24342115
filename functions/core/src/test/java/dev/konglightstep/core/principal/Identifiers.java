package dev.konglightstep.core.principal;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Any identifier, made part by part and not by our parser. */
final class Identifiers {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Arbitrary<Partition> PARTITION = Arbitraries.of(Partition.class);
  private static final Arbitrary<String> ACCOUNT = Arbitraries.strings().numeric().ofLength(12);
  private static final Arbitrary<String> NAME = names(1, 64);
  private static final Arbitrary<String> SESSION = names(2, 64);
  private static final Arbitrary<String> FEDERATED = names(2, 32);
  private static final Arbitrary<String> ROLE =
      Arbitraries.oneOf(
          NAME,
          names(1, 32).map(set -> "AWSReservedSSO_" + set + "_0123456789abcdef"),
          Arbitraries.just("AWSServiceRoleForECS"));
  private static final Arbitrary<String> PATH =
      Arbitraries.oneOf(
          Arbitraries.of(
              "/",
              "/aws-reserved/sso.amazonaws.com/",
              "/aws-reserved/sso.amazonaws.com/eu-west-1/",
              "/aws-service-role/ecs.amazonaws.com/"),
          Arbitraries.strings()
              .withCharRange('!', '~')
              .ofMinLength(1)
              .ofMaxLength(510)
              .map(inner -> "/" + inner + "/"));
  private static final Arbitrary<UniqueId> ROLE_ID =
      base32(17).map(id -> new UniqueId("AROA" + id));

  private Identifiers() {}

  static Arbitrary<Identifier> all() {
    return Arbitraries.oneOf(arns(), others());
  }

  static Arbitrary<ArnIdentifier> arns() {
    return Arbitraries.oneOf(
        Combinators.combine(PARTITION, ACCOUNT, PATH, NAME).as(IamUser::new),
        Combinators.combine(PARTITION, ACCOUNT, PATH, ROLE).as(IamRole::new),
        Combinators.combine(PARTITION, ACCOUNT, ROLE, SESSION).as(AssumedRoleSession::new),
        Combinators.combine(PARTITION, ACCOUNT, FEDERATED).as(FederatedUser::new),
        Combinators.combine(PARTITION, ACCOUNT).as(AccountRoot::new));
  }

  private static Arbitrary<Identifier> others() {
    Arbitrary<String> uuid =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
            .as((high, low) -> new UUID(high, low).toString());
    return Arbitraries.oneOf(
        ACCOUNT.map(Account::new),
        Combinators.combine(ACCOUNT, FEDERATED).as(FederatedUserId::new),
        Combinators.combine(Arbitraries.of("AIDA", "AROA", "AGPA", "ACCA"), base32(17))
            .as((type, id) -> new UniqueId(type + id)),
        Combinators.combine(ROLE_ID, SESSION).as(RoleSessionId::new),
        Combinators.combine(Arbitraries.of("AKIA", "ASIA"), base32(16))
            .as((type, id) -> new AccessKey(type + id)),
        uuid.map(IdentityStoreUserId::new),
        uuid.map(id -> new IdentityStoreUserId("906760a1b2-" + id)),
        Combinators.combine(
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(63),
                PARTITION)
            .as((name, in) -> new ServicePrincipal(name + "." + in.dnsSuffix())));
  }

  private static StringArbitrary names(int least, int most) {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars("_+=,.@-")
        .ofMinLength(least)
        .ofMaxLength(most);
  }

  private static StringArbitrary base32(int length) {
    return Arbitraries.strings().withChars(BASE32).ofLength(length);
  }
}
