package dev.konglightstep.core.policy.identity;

import static dev.konglightstep.core.policy.identity.World.child;
import static dev.konglightstep.core.policy.identity.World.consumer;
import static dev.konglightstep.core.policy.identity.World.root;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.konglightstep.core.otlp.Recordings;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is told of a span that is another's. */
class AttributionTest {
  private static final String ORDERS = "arn:aws:iam::123456789012:role/orders-client";
  private static final String ALICE = "arn:aws:iam::111122223333:user/teams/payments/alice";
  private static final String NOBODY = "";

  private final World world = World.of(Identity.SAFE);

  @Test
  void interleavedTraces_keepTheirOwn() {
    assertThat(
            users(
                child(1, 11, 10),
                child(2, 21, 20),
                root(2, 20, consumer(ALICE)),
                root(1, 10, consumer(ORDERS)),
                child(2, 22, 21),
                child(1, 12, 11)))
        .containsExactly(
            People.ORDERS_ID,
            People.ALICE_ID,
            People.ALICE_ID,
            People.ORDERS_ID,
            People.ALICE_ID,
            People.ORDERS_ID);
  }

  /** Span ids are unique in their trace only. */
  @Test
  void sameSpanIdsInTwoTraces_areNotMixedUp() {
    assertThat(
            users(
                root(1, 10, consumer(ORDERS)),
                root(2, 10, consumer(ALICE)),
                child(1, 11, 10),
                child(2, 11, 10)))
        .containsExactly(People.ORDERS_ID, People.ALICE_ID, People.ORDERS_ID, People.ALICE_ID);
  }

  /** Two gateways, one behind the other: each has a caller of its own. */
  @Test
  void twoRootsOfOneTrace_eachHasItsOwnSpans() {
    assertThat(
            users(
                root(1, 10, consumer(ALICE)),
                child(1, 11, 10),
                root(1, 20, consumer(ORDERS)).setParentSpanId(id(11)),
                child(1, 21, 20),
                child(1, 12, 10)))
        .containsExactly(
            People.ALICE_ID, People.ALICE_ID, People.ORDERS_ID, People.ORDERS_ID, People.ALICE_ID);
  }

  /** A caller that the inner gateway does not know is not the outer one's. */
  @Test
  void innerRootWithoutClaim_hasNobody() {
    assertThat(
            users(
                root(1, 10, consumer(ALICE)),
                root(1, 20, Map.of()).setParentSpanId(id(10)),
                child(1, 21, 20)))
        .containsExactly(People.ALICE_ID, NOBODY, NOBODY);
  }

  @Test
  void childInALaterBatch_hasItsRootsUser() {
    assertThat(users(root(1, 10, consumer(ALICE)), child(1, 11, 10)))
        .containsExactly(People.ALICE_ID, People.ALICE_ID);
    assertThat(users(child(1, 12, 10), child(1, 13, 12), root(2, 30, consumer(ORDERS))))
        .containsExactly(People.ALICE_ID, People.ALICE_ID, People.ORDERS_ID);
  }

  /** Below a span that went before, it is not known which gateway's it is. */
  @Test
  void grandchildInALaterBatch_hasNobody() {
    users(root(1, 10, consumer(ALICE)), child(1, 11, 10));

    assertThat(users(child(1, 12, 11))).containsExactly(NOBODY);
  }

  @Test
  void childBeforeItsRoot_hasNobody() {
    assertThat(users(child(1, 11, 10))).containsExactly(NOBODY);
  }

  @Test
  void childOfARememberedRootInAnotherTrace_hasNobody() {
    users(root(1, 10, consumer(ALICE)));

    assertThat(users(child(2, 11, 10))).containsExactly(NOBODY);
  }

  @Test
  void spansThatAreTheirOwnAncestors_haveNobody() {
    assertThat(
            users(
                root(1, 10, consumer(ALICE)),
                child(1, 11, 12),
                child(1, 12, 11),
                child(1, 13, 13),
                child(1, 14, 13)))
        .containsExactly(People.ALICE_ID, NOBODY, NOBODY, NOBODY, NOBODY);
  }

  @Test
  void spanWithoutParent_hasNobody() {
    assertThat(users(root(1, 10, consumer(ALICE)), child(1, 11, 0)))
        .containsExactly(People.ALICE_ID, NOBODY);
  }

  /** Ids of other lengths are invalid (opentelemetry-proto, Span), and none of them is a parent. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 9, 16})
  void idsOfOtherLengths_areNobodysParents(int length) {
    ByteString odd = ByteString.copyFrom(new byte[length]);

    assertThat(
            users(
                root(1, 10, consumer(ALICE)).setSpanId(odd), child(1, 11, 0).setParentSpanId(odd)))
        .containsExactly(People.ALICE_ID, NOBODY);
  }

  /** 200 spans that each are below the one before, the lowest first. */
  @Test
  void longChain_isFollowedToItsRoot() {
    List<Span.Builder> spans = new ArrayList<>();
    for (int i = 200; i > 0; i--) {
      spans.add(child(1, 100 + i, 99 + i));
    }
    spans.add(root(1, 100, consumer(ALICE)));

    assertThat(users(spans.toArray(Span.Builder[]::new)))
        .hasSize(201)
        .containsOnly(People.ALICE_ID);
  }

  /** A recording was cut through a trace: six spans have their root in the batch before. */
  @Test
  void recordedBatches_orphansHaveTheRememberedRoot() {
    List<Span> before = world.send(Recordings.body("11a-batch-200-previous"));
    List<Span> after = world.send(Recordings.body("11-batch-200"));
    List<Span> orphans =
        after.stream()
            .filter(
                span ->
                    !span.getParentSpanId().isEmpty()
                        && after.stream()
                            .noneMatch(other -> other.getSpanId().equals(span.getParentSpanId())))
            .toList();

    assertThat(orphans).hasSize(6);
    assertThat(orphans)
        .allSatisfy(
            orphan -> {
              Span root =
                  before.stream()
                      .filter(span -> span.getSpanId().equals(orphan.getParentSpanId()))
                      .findFirst()
                      .orElseThrow();
              assertThat(World.identity(orphan)).isEqualTo(shortened(World.identity(root)));
            });
  }

  private static Map<String, String> shortened(Map<String, String> root) {
    root.keySet().retainAll(List.of("user.id", "iam.principal.arn", "iam.principal.status"));
    return root;
  }

  private List<String> users(Span.Builder... spans) {
    return world.send(spans).stream()
        .map(span -> World.identity(span).getOrDefault("user.id", NOBODY))
        .toList();
  }

  private static ByteString id(long id) {
    return child(1, id, 0).getSpanId();
  }
}
