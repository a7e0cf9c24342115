package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.arns.Arn;

/**
 * What holds for every identifier and for every text, with the AWS SDK's reading of ARNs beside.
 */
class IdentifierPropertyTest {
  private static final String PIECES =
      "arn: aws aws-cn iam sts user/ role/ assumed-role/ federated-user/ root 123456789012 AKIA AROA"
          + " AIDA / : ; = \\ \" % . - amazonaws.com Principal= SessionName= AWSReservedSSO_ x \u00e9"
          + " \0 \n \uD800 %2F";

  @Property
  void parse_ofEveryText_isTheIdentifier(@ForAll("identifiers") Identifier identifier) {
    assertThat(Identifier.parse(" " + identifier.text() + "\t"))
        .isEqualTo(new Parsed.Valid<>(identifier));
  }

  /** The SDK takes no resource that begins with two slashes, though IAM's paths may do so. */
  @Property
  void parse_ofEveryArn_agreesWithTheSdk(@ForAll("arns") ArnIdentifier identifier) {
    Assume.that(!identifier.text().contains("r//") && !identifier.text().contains("e//"));
    Arn theirs = Arn.fromString(identifier.text());

    assertThat(theirs.partition()).isEqualTo(identifier.partition().id());
    assertThat(theirs.accountId()).contains(identifier.account());
    assertThat(theirs.region()).isEmpty();
    assertThat(theirs.service())
        .isEqualTo(
            switch (identifier) {
              case IamUser user -> "iam";
              case IamRole role -> "iam";
              case AccountRoot root -> "iam";
              case AssumedRoleSession session -> "sts";
              case FederatedUser federated -> "sts";
            });
    assertThat(theirs.resourceAsString())
        .isEqualTo(
            switch (identifier) {
              case IamUser user -> "user" + user.path() + user.name();
              case IamRole role -> "role" + role.path() + role.name();
              case AccountRoot root -> "root";
              case AssumedRoleSession session ->
                  "assumed-role/" + session.roleName() + "/" + session.sessionName();
              case FederatedUser federated -> "federated-user/" + federated.name();
            });
  }

  /** One line of ASCII, so that it can stand in a directory's line, and no longer than it must. */
  @Property
  void key_ofEveryIdentifier_isOneLineThatSpeaksOfTheAccount(
      @ForAll("identifiers") Identifier identifier) {
    String key = identifier.key(Partition.AWS_EUSC).text();

    assertThat(key).matches("[!-~]+");
    identifier.accountKey(Partition.AWS_EUSC).ifPresent(id -> assertThat(id.text()).isNotEmpty());
    if (identifier instanceof ArnIdentifier arn) {
      assertThat(key).startsWith(arn.partition().id() + ":" + arn.account() + ":");
    }
  }

  /** The case of a name and a path around it do not matter; whatever else differs does. */
  @Property
  void key_ofUsersAndRoles_isWithoutPathAndCase(@ForAll("arns") ArnIdentifier identifier) {
    switch (identifier) {
      case IamUser user ->
          assertThat(
                  new IamUser(
                          user.partition(),
                          user.account(),
                          "/x/",
                          user.name().toUpperCase(Locale.ROOT))
                      .key(Partition.AWS))
              .isEqualTo(user.key(Partition.AWS));
      case IamRole role ->
          assertThat(
                  new IamRole(
                          role.partition(),
                          role.account(),
                          "/x/",
                          role.name().toUpperCase(Locale.ROOT))
                      .key(Partition.AWS))
              .isEqualTo(role.key(Partition.AWS));
      case AssumedRoleSession session ->
          assertThat(session.key(Partition.AWS)).isEqualTo(session.role().key(Partition.AWS));
      case FederatedUser federated ->
          assertThat(federated.key(Partition.AWS).text()).endsWith(":" + federated.name());
      case AccountRoot root ->
          assertThat(root.key(Partition.AWS).text()).endsWith(":root:" + root.account());
    }
  }

  @Property(tries = 20_000)
  void parse_anyText_neverThrowsAndInventsNothing(@ForAll("texts") String text) {
    switch (Identifier.parse(text)) {
      case Parsed.Valid<Identifier>(Identifier identifier) ->
          assertThat(identifier.text()).isEqualTo(text.strip());
      case Parsed.Malformed<Identifier>(String what, int offset) -> {
        assertThat(what).startsWith("expected ");
        assertThat(offset).isBetween(0, text.length());
      }
    }
  }

  @Property(tries = 20_000)
  void parseLattice_anyText_neverThrowsAndInventsNothing(@ForAll("texts") String text) {
    switch (LatticeIdentity.parse("Principal=" + text)) {
      case Parsed.Valid<LatticeIdentity>(LatticeIdentity identity) ->
          identity.principal().ifPresent(one -> assertThat(text).contains(one.text()));
      case Parsed.Malformed<LatticeIdentity>(String what, int offset) -> {
        assertThat(what).startsWith("expected ");
        assertThat(offset).isBetween(0, text.length() + "Principal=".length());
      }
    }
  }

  @Provide
  Arbitrary<Identifier> identifiers() {
    return Identifiers.all();
  }

  @Provide
  Arbitrary<ArnIdentifier> arns() {
    return Identifiers.arns();
  }

  /** Any text; what looks like an identifier; and identifiers with one character changed. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(3_000),
        Arbitraries.of(PIECES.split(" "))
            .list()
            .ofMaxSize(20)
            .map(pieces -> String.join("", pieces)),
        Arbitraries.randomValue(IdentifierPropertyTest::mutated));
  }

  private static String mutated(Random random) {
    StringBuilder text =
        new StringBuilder("arn:aws:sts::123456789012:assumed-role/Web/i-0abc; SessionName=i-0abc");
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x100));
    }
    return text.toString();
  }
}
