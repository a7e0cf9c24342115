package dev.konglightstep.core.policy.identity;

import static dev.konglightstep.core.policy.identity.World.attribute;
import static dev.konglightstep.core.policy.identity.World.consumer;
import static dev.konglightstep.core.policy.identity.World.root;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.Row;
import dev.konglightstep.core.principal.directory.Validity;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which claim speaks, whom it names, and what is told of them. */
class ClaimsTest {
  private static final String ORDERS = "arn:aws:iam::123456789012:role/orders-client";
  private static final String ALICES_KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SSO = "arn:aws:sts::123456789012:assumed-role/" + People.SSO_ROLE;

  /** Every form of text that an operator may write beside a consumer. */
  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/orders-client, role, " + People.ORDERS_ID,
    "arn:aws:iam::123456789012:role/apps/orders-client, role, " + People.ORDERS_ID,
    "arn:aws:iam::123456789012:role/another/ORDERS-client, role, " + People.ORDERS_ID,
    "arn:aws:sts::123456789012:assumed-role/orders-client/me, assumed-role, " + People.ORDERS_ID,
    "AROAORDERSORDERSORDER, role, " + People.ORDERS_ID,
    "AROAORDERSORDERSORDER:me, assumed-role, " + People.ORDERS_ID,
    "AKIAIOSFODNN7EXAMPLE, user, " + People.ALICE_ID,
    "arn:aws:iam::111122223333:root, root, 111122223333",
    "111122223333, account, 111122223333",
    "bob@example.com, person, " + People.BOB_ID,
    "' BOB@example.com ', person, " + People.BOB_ID,
    "5f7d3c1a-0000-4b0e-8a53-2f6f0e1d7c11, person, " + People.BOB_ID,
    "5f7d3c1a-9c4e-4b0e-8a53-2f6f0e1d7c11, person, " + People.BOB_ID,
  })
  void customId_namesOne(String text, String type, String id) {
    assertThat(told(identity(), consumer(text)))
        .containsEntry("iam.principal.type", type)
        .containsEntry("iam.principal.status", "resolved")
        .containsEntry("user.id", id);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/nobody, role, 123456789012",
    "arn:aws-cn:iam::123456789012:role/orders-client, role, 123456789012",
    "arn:aws:iam::999999999999:user/alice, user, 999999999999",
    "arn:aws:sts::123456789012:federated-user/alice, federated-user, 123456789012",
    "events.amazonaws.com, service, ''",
    "crm-4711, '', ''",
    "AROANOBODYNOBODYNOBOD, '', ''",
  })
  void customIdOfNobody_isUnknown(String text, String type, String account) {
    Map<String, String> told = told(identity(), consumer(text));

    assertThat(told)
        .containsEntry("iam.principal.status", "unknown")
        .doesNotContainKeys("user.id", "user.name", "enduser.id", "iam.principal.arn");
    assertThat(told.getOrDefault("iam.principal.type", "")).isEqualTo(type);
    assertThat(told.getOrDefault("iam.principal.account_id", "")).isEqualTo(account);
  }

  /** Identity Center alone makes these roles' sessions, and calls them after who signed in. */
  @Test
  void sessionOfIdentityCenter_isThePersonInThatRole() {
    assertThat(told(identity(), consumer(SSO + "/bob@example.com")))
        .containsEntry("user.id", People.BOB_ID)
        .containsEntry("user.name", "bob@example.com")
        .containsEntry("enduser.id", "bob@example.com")
        .containsEntry("iam.principal.type", "person")
        .containsEntry("iam.principal.session_name", "bob@example.com")
        .containsEntry("iam.principal.account_name", "shop-prod")
        .containsEntry(
            "iam.principal.arn",
            "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/"
                + People.SSO_ROLE);
  }

  /** They are the role's: the identity store has none. */
  @Test
  void sessionOfIdentityCenter_hasTheRolesTags() {
    assertThat(told(new Builder().tags("team").identity(), consumer(SSO + "/bob@example.com")))
        .containsEntry("iam.principal.tag.team", "platform");
  }

  @Test
  void sessionOfAnotherRole_isNotWhoItIsCalledAfter() {
    assertThat(
            told(
                identity(),
                consumer("arn:aws:sts::123456789012:assumed-role/orders-client/bob@example.com")))
        .containsEntry("user.id", People.ORDERS_ID)
        .containsEntry("iam.principal.type", "assumed-role");
  }

  @Test
  void keyThatLeadsToTwo_isAmbiguous() {
    List<Row> rows = new ArrayList<>(People.rows());
    rows.add(
        Row.leading(
            Keys.personName("bob@example.com"), Validity.ALWAYS, Keys.person("d-2", "other")));
    rows.add(Row.telling(Keys.person("d-2", "other"), Validity.ALWAYS, List.of()));

    assertThat(
            told(
                new World(identity(), new Snapshot.Loaded(People.directory(rows))),
                consumer("bob@example.com")))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "iam.principal.status", "ambiguous",
                    "iam.principal.source", "kong.auth.consumer.custom_id",
                    "iam.principal.assurance", "verified")));
  }

  /** Kong's anonymous consumer looks like any other, but for the credential. */
  @Test
  void consumerWithoutCredential_isOnlyClaimed() {
    Map<String, String> anonymous = new HashMap<>(consumer(ORDERS));
    anonymous.remove("kong.auth.credential.id");

    assertThat(told(identity(), anonymous))
        .containsEntry("iam.principal.status", "resolved")
        .containsEntry("iam.principal.assurance", "claimed")
        .doesNotContainKeys("user.id", "user.name", "enduser.id");
  }

  @Test
  void claimedUsers_areToldIfThePolicyWantsThem() {
    Identity claimed = new Builder().users(Identity.Users.CLAIMED).identity();

    assertThat(told(claimed, Map.of("aws.sigv4.access_key_id", ALICES_KEY)))
        .containsEntry("user.id", People.ALICE_ID)
        .containsEntry("user.name", "alice")
        .containsEntry("iam.principal.assurance", "claimed");
  }

  /** Who may call at all could sign with another's key id, which Kong does not verify. */
  @Test
  void claimedOne_neverSpeaksOverAVerifiedOne() {
    Map<String, String> both = new HashMap<>(consumer("nobody-we-know"));
    both.put("aws.sigv4.access_key_id", ALICES_KEY);
    Identity keyFirst = new Builder().claims(Claim.SIGV4, Claim.CUSTOM_ID).identity();

    assertThat(told(keyFirst, both))
        .containsEntry("iam.principal.status", "unknown")
        .containsEntry("iam.principal.source", "kong.auth.consumer.custom_id")
        .doesNotContainKey("iam.principal.arn");
  }

  @Test
  void amongEquals_theFirstThatIsResolvedSpeaks() {
    Map<String, String> two = new HashMap<>();
    two.put("aws.lattice.identity", "Principal=arn:aws:iam::999999999999:role/other");
    two.put("aws.sigv4.access_key_id", ALICES_KEY);

    assertThat(told(identity(), two))
        .containsEntry("iam.principal.source", "aws.sigv4.access_key_id");
    two.put("aws.lattice.identity", "Principal=" + ORDERS);
    assertThat(told(identity(), two)).containsEntry("iam.principal.source", "aws.lattice.identity");
    assertThat(told(new Builder().claims(Claim.SIGV4, Claim.LATTICE).identity(), two))
        .containsEntry("iam.principal.source", "aws.sigv4.access_key_id");
  }

  @Test
  void claimThatThePolicyDoesNotName_isNotLookedAt() {
    Identity consumers = new Builder().claims(Claim.CUSTOM_ID).identity();

    assertThat(told(consumers, Map.of("aws.sigv4.access_key_id", ALICES_KEY))).isEmpty();
  }

  @Test
  void consumerName_isLookedAtOnlyIfThePolicyNamesIt() {
    Map<String, String> named =
        Map.of(
            "kong.auth.consumer.id", "4e248137-cde3-502f-8dad-5f698415ca12",
            "kong.auth.consumer.name", "bob@example.com",
            "kong.auth.credential.id", "79eddb86-c431-47fc-8fe3-dc46b752f7d2");

    assertThat(told(identity(), named))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "iam.principal.status", "unknown",
                    "iam.principal.source", "kong.auth.consumer.id",
                    "iam.principal.assurance", "verified")));
    assertThat(told(new Builder().claims(Claim.CONSUMER_NAME).identity(), named))
        .containsEntry("user.id", People.BOB_ID)
        .containsEntry("iam.principal.source", "kong.auth.consumer.name");
  }

  @Test
  void attributesOfTheseNamesFromOutside_areReplacedOnEverySpan() {
    Span.Builder forged =
        root(1, 10, consumer(ORDERS))
            .addAttributes(attribute("user.id", "CANARY"))
            .addAttributes(attribute("iam.principal.arn", "CANARY"))
            .addAttributes(attribute("iam.principal.tag.role", "CANARY"))
            .addEvents(Span.Event.newBuilder().addAttributes(attribute("enduser.id", "CANARY")));
    Span.Builder child =
        World.child(1, 11, 10).addAttributes(attribute("iam.principal.status", "CANARY"));
    Span.Builder other = World.child(2, 21, 20).addAttributes(attribute("user.hash", "CANARY"));

    List<Span> spans = World.of(identity()).send(forged, child, other);

    assertThat(spans.toString()).doesNotContain("CANARY");
    assertThat(World.identity(spans.getFirst())).containsEntry("user.id", People.ORDERS_ID);
    assertThat(World.identity(spans.getLast())).isEmpty();
  }

  /** Whoever has an attribute alike keeps it. */
  @Test
  void attributesOfOtherNames_stay() {
    Span.Builder span =
        root(1, 10, consumer(ORDERS))
            .addAttributes(attribute("user.agent", "curl"))
            .addAttributes(attribute("iam.principals", "x"));

    assertThat(World.of(identity()).send(span).getFirst().getAttributesList())
        .contains(attribute("user.agent", "curl"), attribute("iam.principals", "x"));
  }

  @Test
  void tags_areToldIfThePolicyNamesThem() {
    assertThat(told(identity(), consumer(ORDERS)).keySet())
        .noneMatch(key -> key.startsWith("iam.principal.tag."));
    assertThat(told(new Builder().tags("team", "no-such").identity(), consumer(ORDERS)))
        .containsEntry("iam.principal.tag.team", "orders")
        .doesNotContainKey("iam.principal.tag.no-such");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULL", "SHORT", "NONE"})
  void children_areToldAsThePolicyWants(String children) {
    Identity identity = new Builder().children(Identity.Children.valueOf(children)).identity();
    List<Span> spans =
        World.of(identity).send(root(1, 10, consumer(ORDERS)), World.child(1, 11, 10));
    Map<String, String> root = World.identity(spans.getFirst());
    Map<String, String> child = World.identity(spans.getLast());

    switch (children) {
      case "FULL" -> assertThat(child).isEqualTo(root);
      case "SHORT" ->
          assertThat(child)
              .hasSize(3)
              .containsOnlyKeys("user.id", "iam.principal.arn", "iam.principal.status");
      default -> assertThat(child).isEmpty();
    }
  }

  /** A session's name is its caller's choice, so it may be anything. */
  @Test
  void secretInASessionsName_isNotTold() {
    String token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    assertThat(
            told(
                identity(),
                consumer("arn:aws:sts::123456789012:assumed-role/orders-client/" + token)))
        .containsEntry("iam.principal.session_name", "[masked:known-token]");
  }

  @Test
  void claimThatIsNoText_isUnknown() {
    Span.Builder span =
        root(1, 10, Map.of())
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("kong.auth.consumer.custom_id")
                    .setValue(AnyValue.newBuilder().setIntValue(111122223333L)));

    assertThat(World.identity(World.of(identity()).send(span).getFirst()))
        .containsEntry("iam.principal.status", "unknown");
  }

  /** As protobuf reads it. */
  @Test
  void claimThatIsThereTwice_isTheLastOne() {
    Span.Builder span =
        root(1, 10, consumer("nobody"))
            .addAttributes(attribute("kong.auth.consumer.custom_id", ORDERS));

    assertThat(World.identity(World.of(identity()).send(span).getFirst()))
        .containsEntry("user.id", People.ORDERS_ID);
  }

  /** A role that was made again under its name is another one from then on. */
  @Test
  void nameThatMadeItsWay_isWhoHadItWhenTheSpanBegan() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(People.role("AROAFIRSTFIRSTFIRSTFI", "/", "app", new Validity(0, World.SECOND)));
    rows.addAll(
        People.role("AROASECONDSECONDSECON", "/", "app", Validity.since(World.SECOND + 10)));
    World world = new World(identity(), new Snapshot.Loaded(People.directory(rows)));
    Map<String, String> claim = consumer("arn:aws:iam::123456789012:role/app");

    assertThat(
            List.of(-1L, 0L, 9L, 10L, -1L).stream()
                .map(
                    second ->
                        World.identity(
                                world
                                    .send(
                                        root(1, 10, claim)
                                            .setStartTimeUnixNano(
                                                (World.SECOND + second) * 1_000_000_000))
                                    .getFirst())
                            .getOrDefault("user.id", "")))
        .containsExactly(
            "AROAFIRSTFIRSTFIRSTFI", "", "", "AROASECONDSECONDSECON", "AROAFIRSTFIRSTFIRSTFI");
  }

  @Test
  void snapshotThatChangesBetweenBatches_tellsWhatItKnowsThen() {
    World world = new World(identity(), new Snapshot.Unavailable());
    Span.Builder root = root(1, 10, consumer(ORDERS));

    assertThat(told(world, root)).containsEntry("iam.principal.status", "unavailable");
    world.change(identity(), new Snapshot.Loaded(People.directory()));
    assertThat(told(world, root)).containsEntry("iam.principal.status", "resolved");
    world.change(identity(), new Snapshot.Loaded(People.directory(List.of())));
    assertThat(told(world, root)).containsEntry("iam.principal.status", "unknown");
  }

  /** Whatever a claim says, the batch goes on, what is told is valid, and no one is invented. */
  @Property(tries = 2000)
  void hostileClaims_nameNobody(@ForAll @StringLength(max = 300) String text, @ForAll Claim claim) {
    Span.Builder span =
        root(1, 10, Map.of(claim.attribute(), "Principal=" + text))
            .addAttributes(attribute("kong.auth.credential.id", "c"));
    Map<String, String> told = World.identity(World.of(identity()).send(span).getFirst());

    assertThat(told)
        .doesNotContainKeys("user.id", "iam.principal.arn")
        .doesNotContainEntry("iam.principal.status", "resolved");
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 2049, 16_384, 16_385, 1_000_000})
  void veryLongClaim_isUnknown(int length) {
    assertThat(told(identity(), consumer("a".repeat(length))))
        .containsEntry("iam.principal.status", "unknown");
  }

  /** Quotes, separators and escapes: what a client wrote into its certificate is in there too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Principal=\"arn:aws:iam::123456789012:role/orders-client\"",
        "X509SubjectCN=a;Principal=arn:aws:iam::123456789012:role/orders-client",
        "Principal=;Principal=arn:aws:iam::123456789012:role/orders-client",
        "X509SubjectCN=\\;Principal=arn:aws:iam::123456789012:role/orders-client",
        "principal=arn:aws:iam::123456789012:role/orders-client",
        "Principal=arn:aws:iam::123456789012:role/orders-client\u00e9",
      })
  void latticeIdentityThatIsNotLattices_namesNobody(String text) {
    assertThat(told(identity(), Map.of("aws.lattice.identity", text)))
        .containsEntry("iam.principal.status", "unknown")
        .doesNotContainKey("iam.principal.arn");
  }

  /** The rest of the batch is read all the same. */
  @Test
  void claimThatIsNotUtf8_isUnknown() {
    byte[] body =
        World.batch(List.of(root(1, 10, consumer("bad-bytes")), root(2, 20, consumer(ORDERS))))
            .copy();
    int at = ByteString.copyFrom(body).toStringUtf8().indexOf("bad-bytes");
    body[at] = (byte) 0xff;

    List<Span> spans = World.of(identity()).send(Bytes.of(body));

    assertThat(World.identity(spans.getFirst())).containsEntry("iam.principal.status", "unknown");
    assertThat(World.identity(spans.getLast())).containsEntry("iam.principal.status", "resolved");
  }

  private static Identity identity() {
    return new Builder().identity();
  }

  private static Map<String, String> told(Identity identity, Map<String, String> claims) {
    return told(World.of(identity), claims);
  }

  private static Map<String, String> told(World world, Map<String, String> claims) {
    return told(world, root(1, 10, claims));
  }

  private static Map<String, String> told(World world, Span.Builder root) {
    return World.identity(world.send(root).getFirst());
  }

  /** What a policy may say, one thing at a time. */
  private static final class Builder {
    private List<Claim> claims = Identity.SAFE.claims();
    private Identity.Users users = Identity.Users.VERIFIED;
    private Identity.Children children = Identity.Children.SHORT;
    private List<String> tags = List.of();

    Builder claims(Claim... some) {
      claims = List.of(some);
      return this;
    }

    Builder users(Identity.Users some) {
      users = some;
      return this;
    }

    Builder children(Identity.Children some) {
      children = some;
      return this;
    }

    Builder tags(String... some) {
      tags = List.of(some);
      return this;
    }

    Identity identity() {
      return new Identity(
          claims,
          Set.of(),
          users,
          children,
          tags,
          false,
          0,
          Optional.of(People.ISSUER),
          Partition.AWS);
    }
  }
}
