package dev.konglightstep.core.policy.identity;

import static dev.konglightstep.core.policy.identity.World.consumer;
import static dev.konglightstep.core.policy.identity.World.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.Identities;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.secret.Token;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
  private static final String ALICE = "arn:aws:iam::111122223333:user/teams/payments/alice";
  private static final Pseudonyms.Key OLD = new Pseudonyms.Key("1a2b3c4d", Token.of("old-key"));
  private static final Pseudonyms.Key NEW = new Pseudonyms.Key("99887766", Token.of("new-key"));
  private static final Identity PSEUDONYMS =
      new Identity(
          Identity.SAFE.claims(),
          Set.of(Ingress.ALB, Ingress.LATTICE),
          Identity.Users.VERIFIED,
          Identity.Children.FULL,
          List.of("team"),
          true,
          1,
          Optional.of(People.ISSUER),
          Partition.AWS);

  /**
   * RFC 4231, section 4.3, is this key and text: HMAC-SHA-256 =
   * 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843.
   */
  @Test
  void pseudonym_isTheHmacOfTheRfc() {
    assertThat(
            new Pseudonyms(new Pseudonyms.Key("k", Token.of("Jefe")), Optional.empty())
                .of("what do ya want for nothing?"))
        .isEqualTo("hmac-k:5bdcc146bf60754e6a042426089575c7");
  }

  @Test
  void person_isToldByPseudonym() {
    Pseudonyms keys = new Pseudonyms(NEW, Optional.empty());
    String bob = keys.of(Keys.person("d-1234567890", People.BOB_ID));

    assertThat(told(keys, consumer("bob@example.com")))
        .containsEntry("user.id", bob)
        .containsEntry("enduser.id", bob)
        .containsEntry("iam.principal.type", "person")
        .doesNotContainKeys("user.name", "user.hash");
  }

  /** While both are told, what one person did before and after can be seen as one's. */
  @Test
  void changeOfKeys_bothAreToldForAWhile() {
    Map<String, String> before =
        told(new Pseudonyms(OLD, Optional.empty()), consumer("bob@example.com"));
    Map<String, String> between =
        told(new Pseudonyms(NEW, Optional.of(OLD)), consumer("bob@example.com"));
    Map<String, String> after =
        told(new Pseudonyms(NEW, Optional.empty()), consumer("bob@example.com"));

    assertThat(before.get("user.id")).startsWith("hmac-1a2b3c4d:");
    assertThat(between)
        .containsEntry("user.hash", before.get("user.id"))
        .containsEntry("user.id", after.get("user.id"));
    assertThat(after).doesNotContainKey("user.hash");
    assertThat(after.get("user.id")).startsWith("hmac-99887766:");
  }

  /** The same claim gives the same pseudonym, another one another. */
  @Test
  void pseudonym_tellsPeopleApart() {
    Pseudonyms keys = new Pseudonyms(NEW, Optional.empty());

    assertThat(told(keys, consumer(ALICE)).get("user.id"))
        .isEqualTo(told(keys, consumer(People.ALICE_ID)).get("user.id"))
        .isNotEqualTo(told(keys, consumer("bob@example.com")).get("user.id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALICE,
        "bob@example.com",
        "arn:aws:sts::123456789012:assumed-role/" + People.SSO_ROLE + "/bob@example.com",
        "arn:aws:sts::123456789012:assumed-role/orders-client/alice",
        "alice-whom-nobody-knows"
      })
  void names_areNowhereInWhatIsSentNorInRecordsAndFigures(String claim) {
    World world = world(Optional.of(new Pseudonyms(NEW, Optional.of(OLD))));
    Finished finished =
        world.finish(
            World.batch(
                List.of(
                    root(1, 10, consumer(claim))
                        .addAttributes(World.attribute("kong.auth.consumer.name", "alice")),
                    World.child(1, 11, 10))));
    StringBuilder records = new StringBuilder();
    finished.identities().forEachDecision(decision -> records.append(decision.told()));

    assertThat(World.spans(finished.bytes()).toString() + records + label(finished.identities()))
        .doesNotContain("alice", "bob", "Bob")
        .contains("iam.principal.status");
    assertThat(finished.masked()).isEmpty();
  }

  /** Nobody looks at this claim, so nothing is told of it; it goes all the same. */
  @Test
  void claimThatThePolicyDoesNotName_goesToo() {
    Identity identity =
        new Identity(
            List.of(Claim.SIGV4),
            Set.of(),
            Identity.Users.VERIFIED,
            Identity.Children.NONE,
            List.of(),
            true,
            0,
            Optional.empty(),
            Partition.AWS);
    Span span =
        World.of(identity).send(root(1, 10, Map.of("kong.auth.consumer.name", "alice"))).getFirst();

    assertThat(span.getAttributesList()).isEmpty();
  }

  /** A role is nobody's name. */
  @Test
  void role_isToldAsItIs() {
    assertThat(
            told(
                new Pseudonyms(NEW, Optional.empty()),
                consumer("arn:aws:iam::123456789012:role/orders-client")))
        .containsEntry("user.id", People.ORDERS_ID)
        .containsEntry("user.name", "orders-client")
        .containsEntry("iam.principal.arn", "arn:aws:iam::123456789012:role/apps/orders-client");
  }

  /** Rather nobody than a name. */
  @Test
  void withoutAKey_peopleAreNotTold() {
    assertThat(told(Optional.empty(), consumer(ALICE)))
        .containsEntry("iam.principal.status", "resolved")
        .doesNotContainKeys("user.id", "user.name", "enduser.id", "iam.principal.arn");
  }

  @Test
  void toString_doesNotShowTheKey() {
    assertThat(new Pseudonyms(NEW, Optional.of(OLD)).toString())
        .doesNotContain("new-key", "old-key");
  }

  private static String label(Identities identities) {
    return identities.label(0).orElse("");
  }

  private static Map<String, String> told(Pseudonyms pseudonyms, Map<String, String> claims) {
    return told(Optional.of(pseudonyms), claims);
  }

  private static Map<String, String> told(
      Optional<Pseudonyms> pseudonyms, Map<String, String> claims) {
    Span span = world(pseudonyms).send(root(1, 10, claims)).getFirst();
    return World.identity(span);
  }

  private static World world(Optional<Pseudonyms> pseudonyms) {
    return new World(PSEUDONYMS, new Snapshot.Loaded(People.directory()), pseudonyms);
  }
}
