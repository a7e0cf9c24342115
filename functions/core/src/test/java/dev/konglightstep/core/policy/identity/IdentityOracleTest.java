package dev.konglightstep.core.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Generated traffic: several batches in a row, cut through traces, in any order. */
class IdentityOracleTest {
  private static final List<String> CALLERS =
      List.of(
          "arn:aws:iam::123456789012:role/orders-client",
          "arn:aws:iam::123456789012:role/checkout-svc",
          "arn:aws:iam::111122223333:user/teams/payments/alice",
          "bob@example.com",
          "nobody");

  @Property(tries = 300)
  void everySpanOfEveryBatch_isToldWhatTheNaiveOneTells(@ForAll long seed) {
    Random random = new Random(seed);
    World world = World.of(Identity.SAFE);
    NaiveIdentity naive = new NaiveIdentity(table());
    List<Span.Builder> traffic = traffic(random);
    int from = 0;
    while (from < traffic.size()) {
      int to = Math.min(traffic.size(), from + 1 + random.nextInt(60));
      Bytes batch = World.batch(traffic.subList(from, to));
      List<Map<String, String>> told = world.send(batch).stream().map(World::identity).toList();

      assertThat(told).isEqualTo(naive.told(World.spans(batch)));
      from = to;
    }
  }

  /** So that the comparison above is one of something. */
  @Test
  void traffic_hasChildrenOfAllKinds() {
    World world = World.of(Identity.SAFE);
    Set<String> users = new HashSet<>();
    for (int seed = 0; seed < 5; seed++) {
      world
          .send(World.batch(traffic(new Random(seed))))
          .forEach(span -> users.add(World.identity(span).getOrDefault("user.id", "")));
    }

    assertThat(users)
        .contains(People.ORDERS_ID, People.CHECKOUT_ID, People.ALICE_ID, People.BOB_ID, "");
  }

  /** What a verified root is told of each, as a world of its own says it. */
  private static Map<String, Map<String, String>> table() {
    Map<String, Map<String, String>> table = new HashMap<>();
    for (String caller : CALLERS) {
      Span root = World.of(Identity.SAFE).send(World.root(1, 1, World.consumer(caller))).getFirst();
      table.put(caller, World.identity(root));
    }
    return table;
  }

  private static List<Span.Builder> traffic(Random random) {
    List<Span.Builder> spans = new ArrayList<>();
    for (int trace = 1; trace <= 12; trace++) {
      trace(random, trace, spans);
    }
    if (random.nextBoolean()) {
      Collections.shuffle(spans, random);
    }
    return spans;
  }

  /** Up to two roots, the second below any span, and spans below any of those before them. */
  private static void trace(Random random, long trace, List<Span.Builder> spans) {
    int count = 1 + random.nextInt(12);
    int inner = random.nextInt(2 * count);
    for (int i = 0; i < count; i++) {
      long id = trace * 1000 + i + 1;
      long parent = i == 0 ? 0 : trace * 1000 + 1 + random.nextInt(i);
      if (i == 0 || i == inner) {
        spans.add(root(random, trace, id, parent));
      } else {
        spans.add(World.child(trace, id, random.nextInt(20) == 0 ? 0 : parent));
      }
    }
  }

  private static Span.Builder root(Random random, long trace, long id, long parent) {
    Map<String, String> claims = new HashMap<>();
    if (random.nextInt(5) > 0) {
      claims.putAll(World.consumer(CALLERS.get(random.nextInt(CALLERS.size()))));
      claims.remove("kong.auth.consumer.id");
      if (random.nextInt(4) == 0) {
        claims.remove("kong.auth.credential.id");
      }
    }
    Span.Builder root = World.root(trace, id, claims);
    return parent == 0 ? root : root.setParentSpanId(World.child(1, parent, 0).getSpanId());
  }
}
