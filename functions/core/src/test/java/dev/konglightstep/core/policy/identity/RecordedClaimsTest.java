package dev.konglightstep.core.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.otlp.Recordings;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The claims that a real Kong recorded, and what becomes of them. */
class RecordedClaimsTest {
  private static final Identity TRUSTING =
      new Identity(
          Identity.SAFE.claims(),
          Set.of(Ingress.ALB, Ingress.LATTICE),
          Identity.Users.VERIFIED,
          Identity.Children.SHORT,
          List.of("team"),
          false,
          0,
          Optional.of(People.ISSUER),
          Identity.SAFE.home());

  @Test
  void consumerWithRole_isThatRoleVerified() {
    assertThat(root(World.of(TRUSTING), "02-consumer-role-arn"))
        .isEqualTo(
            sorted(
                Map.ofEntries(
                    Map.entry("user.id", People.ORDERS_ID),
                    Map.entry("user.name", "orders-client"),
                    Map.entry("enduser.id", "arn:aws:iam::123456789012:role/apps/orders-client"),
                    Map.entry(
                        "iam.principal.arn", "arn:aws:iam::123456789012:role/apps/orders-client"),
                    Map.entry("iam.principal.type", "role"),
                    Map.entry("iam.principal.account_id", "123456789012"),
                    Map.entry("iam.principal.account_name", "shop-prod"),
                    Map.entry("iam.principal.status", "resolved"),
                    Map.entry("iam.principal.source", "kong.auth.consumer.custom_id"),
                    Map.entry("iam.principal.assurance", "verified"),
                    Map.entry("iam.principal.tag.team", "orders"))));
  }

  @Test
  void signedRequest_isClaimedAndItsKeyIsGone() {
    List<Span> spans = send(World.of(TRUSTING), "03-sigv4-akia");

    assertThat(World.identity(World.rootOf(spans)))
        .isEqualTo(
            sorted(
                Map.of(
                    "iam.principal.arn", "arn:aws:iam::111122223333:user/teams/payments/alice",
                    "iam.principal.type", "user",
                    "iam.principal.account_id", "111122223333",
                    "iam.principal.account_name", "payments",
                    "iam.principal.status", "resolved",
                    "iam.principal.source", "aws.sigv4.access_key_id",
                    "iam.principal.assurance", "claimed",
                    "iam.principal.tag.team", "payments")));
    assertThat(spans.toString()).doesNotContain("AKIA");
  }

  /** Its account is known, its owner is nobody's guess. */
  @Test
  void temporaryKey_hasItsAccountAndIsUnknown() {
    List<Span> spans = send(World.of(TRUSTING), "04-sigv4-asia");

    assertThat(World.identity(World.rootOf(spans)))
        .containsEntry("iam.principal.status", "unknown")
        .containsEntry("iam.principal.source", "aws.sigv4.access_key_id")
        .containsEntry("iam.principal.assurance", "claimed")
        .containsKey("iam.principal.account_id")
        .doesNotContainKeys("iam.principal.arn", "iam.principal.type", "user.id", "enduser.id");
    assertThat(spans.toString()).contains("ASIAY34FZKBOKMUTVV7A");
  }

  @Test
  void lattice_isTheRoleWithItsSession() {
    assertThat(root(World.of(TRUSTING), "05-lattice-identity"))
        .containsEntry("user.id", People.CHECKOUT_ID)
        .containsEntry("user.name", "checkout-svc")
        .containsEntry("iam.principal.arn", "arn:aws:iam::123456789012:role/checkout-svc")
        .containsEntry("iam.principal.type", "assumed-role")
        .containsEntry("iam.principal.session_name", "i-0abc")
        .containsEntry("iam.principal.assurance", "verified")
        .containsEntry("iam.principal.source", "aws.lattice.identity");
  }

  @Test
  void loadBalancersUser_isThePersonOfTheProvider() {
    assertThat(root(World.of(TRUSTING), "06-alb-oidc-subject"))
        .isEqualTo(
            sorted(
                Map.of(
                    "user.id", People.BOB_ID,
                    "user.name", "bob@example.com",
                    "enduser.id", "bob@example.com",
                    "iam.principal.type", "person",
                    "iam.principal.status", "resolved",
                    "iam.principal.source", "aws.alb.oidc.subject",
                    "iam.principal.assurance", "verified")));
  }

  /** Anybody may write these headers, unless there is no other way to Kong. */
  @ParameterizedTest
  @CsvSource({
    "05-lattice-identity, arn:aws:iam::123456789012:role/checkout-svc",
    "06-alb-oidc-subject, ''"
  })
  void ingressThatIsNotExclusive_isClaimed(String recording, String arn) {
    Identity identity =
        new Identity(
            TRUSTING.claims(),
            Set.of(),
            TRUSTING.users(),
            TRUSTING.children(),
            List.of(),
            false,
            0,
            TRUSTING.issuer(),
            TRUSTING.home());

    assertThat(root(World.of(identity), recording))
        .containsEntry("iam.principal.status", "resolved")
        .containsEntry("iam.principal.assurance", "claimed")
        .doesNotContainKeys("user.id", "user.name", "enduser.id");
    assertThat(root(World.of(identity), recording).getOrDefault("iam.principal.arn", ""))
        .isEqualTo(arn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01-anonymous-200", "07-rejected-401", "08-no-route-404"})
  void noClaim_nothingIsToldAndTheBytesAreTheSame(String recording) {
    assertThat(World.of(TRUSTING).finish(Recordings.body(recording)).bytes())
        .isEqualTo(Recordings.body(recording));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02-consumer-role-arn",
        "03-sigv4-akia",
        "04-sigv4-asia",
        "05-lattice-identity",
        "06-alb-oidc-subject"
      })
  void noDirectory_isUnknownAndClaimsStay(String recording) {
    List<Span> spans = send(new World(TRUSTING, new Snapshot.None()), recording);

    assertThat(World.identity(World.rootOf(spans)))
        .containsEntry("iam.principal.status", "unknown")
        .doesNotContainKeys("user.id", "iam.principal.arn");
    assertThat(spans)
        .filteredOn(span -> span.getKind() != Span.SpanKind.SPAN_KIND_SERVER)
        .allSatisfy(span -> assertThat(World.identity(span)).isEmpty());
    Span before = World.rootOf(World.spans(Recordings.body(recording)));
    assertThat(World.rootOf(spans).getAttributesList()).containsAll(before.getAttributesList());
  }

  @Test
  void directoryThatNeverCame_isUnavailable() {
    assertThat(root(new World(TRUSTING, new Snapshot.Unavailable()), "02-consumer-role-arn"))
        .isEqualTo(
            sorted(
                Map.of(
                    "iam.principal.type", "role",
                    "iam.principal.account_id", "123456789012",
                    "iam.principal.status", "unavailable",
                    "iam.principal.source", "kong.auth.consumer.custom_id",
                    "iam.principal.assurance", "verified")));
  }

  @Test
  void spansBelow_areToldInShort() {
    assertThat(send(World.of(TRUSTING), "02-consumer-role-arn"))
        .filteredOn(span -> span.getKind() != Span.SpanKind.SPAN_KIND_SERVER)
        .hasSize(8)
        .allSatisfy(
            span ->
                assertThat(World.identity(span))
                    .isEqualTo(
                        sorted(
                            Map.of(
                                "user.id", People.ORDERS_ID,
                                "iam.principal.arn",
                                    "arn:aws:iam::123456789012:role/apps/orders-client",
                                "iam.principal.status", "resolved"))));
  }

  private static Map<String, String> root(World world, String recording) {
    return World.identity(World.rootOf(send(world, recording)));
  }

  private static List<Span> send(World world, String recording) {
    return world.send(Recordings.body(recording));
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return new TreeMap<>(map);
  }
}
