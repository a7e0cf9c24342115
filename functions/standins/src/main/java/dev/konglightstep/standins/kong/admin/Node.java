package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A Kong that asks the database for changes every few seconds and works with what it saw last (
 * {@code db_update_frequency}). It asks at whole multiples of its period after it started; what it
 * sees is worked out when somebody looks or just before something changes, so no thread is needed.
 */
final class Node {
  private final Duration period;
  private final Instant started;
  private Instant asked;
  private Map<String, ObjectNode> seen;

  Node(Duration period, Instant started, Map<String, ObjectNode> plugins) {
    this.period = period;
    this.started = started;
    this.asked = started;
    this.seen = plugins;
  }

  Node copy() {
    Node copy = new Node(period, started, seen);
    copy.asked = asked;
    return copy;
  }

  /** Sees what was there at its last question, given that nothing has changed since then. */
  void catchUp(Instant now, Supplier<Map<String, ObjectNode>> plugins) {
    Instant due = lastQuestion(now);
    if (due.isAfter(asked) || period.isZero()) {
      asked = due;
      seen = plugins.get();
    }
  }

  Map<String, ObjectNode> seen() {
    return seen;
  }

  KongAdminModel.NodeState state() {
    return new KongAdminModel.NodeState(hash(seen), asked);
  }

  /** 32 hexadecimal digits, as a configuration hash has. */
  static String hash(Map<String, ObjectNode> plugins) {
    return "%032x".formatted(Integer.toUnsignedLong(new TreeMap<>(plugins).hashCode()));
  }

  private Instant lastQuestion(Instant now) {
    if (period.isZero()) {
      return now;
    }
    long periods = Duration.between(started, now).dividedBy(period);
    return started.plus(period.multipliedBy(periods));
  }
}
