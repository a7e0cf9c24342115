package dev.konglightstep.core.policy.identity;

import static dev.konglightstep.core.policy.identity.World.consumer;
import static dev.konglightstep.core.policy.identity.World.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.konglightstep.core.policy.IdentityDecision;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records of how callers were found. */
class DecisionsTest {
  private static final String ORDERS = "arn:aws:iam::123456789012:role/orders-client";

  @Test
  void record_tellsClaimOutcomeSnapshotAndWhatTheSpanWasTold() {
    Directory directory = People.directory();
    World world = new World(sampled(1), new Snapshot.Loaded(directory));
    List<IdentityDecision> decisions =
        decisions(world, List.of(root(0xab, 0xcd, consumer(ORDERS)), World.child(0xab, 2, 0xcd)));

    assertThat(decisions).hasSize(1);
    assertThat(decisions.getFirst().trace()).isEqualTo("000000000000000000000000000000ab");
    assertThat(decisions.getFirst().span()).isEqualTo("00000000000000cd");
    assertThat(decisions.getFirst().snapshot()).isEqualTo(directory.version());
    assertThat(decisions.getFirst().told())
        .isEqualTo(World.identity(world.send(root(0xab, 0xcd, consumer(ORDERS))).getFirst()));
  }

  @Test
  void record_isThereOfWhoIsNotFoundToo() {
    List<Span.Builder> spans = List.of(root(1, 10, consumer("nobody")), root(2, 20, Map.of()));

    assertThat(decisions(new World(sampled(1), new Snapshot.None()), spans))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.snapshot()).isEqualTo("none");
              assertThat(decision.told()).containsEntry("iam.principal.status", "unknown");
            });
    assertThat(decisions(new World(sampled(1), new Snapshot.Unavailable()), spans).getFirst())
        .extracting(IdentityDecision::snapshot)
        .isEqualTo("unavailable");
  }

  @Test
  void withoutAShare_thereIsNone() {
    assertThat(decisions(World.of(Identity.SAFE), List.of(root(1, 10, consumer(ORDERS)))))
        .isEmpty();
  }

  @Test
  void share_isThatOfTheTraces() {
    Random random = new Random(7);
    List<Span.Builder> spans = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      spans.add(root(random.nextLong(), i + 1, consumer(ORDERS)));
    }

    assertThat(decisions(World.of(sampled(0.25)), spans).size() / 10_000.0)
        .isCloseTo(0.25, within(0.02));
  }

  private static List<IdentityDecision> decisions(World world, List<Span.Builder> spans) {
    List<IdentityDecision> decisions = new ArrayList<>();
    world.finish(World.batch(spans)).identities().forEachDecision(decisions::add);
    return decisions;
  }

  private static Identity sampled(double share) {
    return new Identity(
        Identity.SAFE.claims(),
        Set.of(),
        Identity.Users.VERIFIED,
        Identity.Children.SHORT,
        List.of(),
        false,
        share,
        Optional.empty(),
        Partition.AWS);
  }
}
