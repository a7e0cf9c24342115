package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of each span, by its number. */
final class Ledger {
  private static final int MOST_COMPLAINTS = 10;

  private final Spans spans;
  private final int[] lastInvocation;
  private final BitSet arrived = new BitSet();
  private final BitSet acknowledged = new BitSet();
  private final BitSet rejected = new BitSet();
  private final BitSet refused = new BitSet();
  private final BitSet quarantined = new BitSet();
  private final BitSet drained = new BitSet();
  private final List<Sender> senders = new ArrayList<>(List.of(Sender.PROXY));
  private final Map<Cause, Long> duplicates = new EnumMap<>(Cause.class);
  private final Map<Sender, Long> arrivals = new EnumMap<>(Sender.class);
  private final List<String> complaints = new ArrayList<>();
  private int sent;

  Ledger(Spans spans, int most) {
    this.spans = spans;
    this.lastInvocation = new int[most];
  }

  /** The number of the next span. */
  int next() {
    return sent++;
  }

  int sent() {
    return sent;
  }

  /** Kong had its 200 for them. */
  void acknowledged(List<Bytes> batch) {
    batch.forEach(span -> acknowledged.set((int) Spans.claimed(Spans.parse(span))));
  }

  /** The backend keeps it. */
  void arrived(Span span, Source source) {
    int number = check(span);
    if (number < 0) {
      return;
    }
    arrivals.merge(source.sender(), 1L, Long::sum);
    if (arrived.get(number)) {
      int before = lastInvocation[number];
      duplicates.merge(Cause.of(new Source(before, senders.get(before)), source), 1L, Long::sum);
    }
    arrived.set(number);
    note(source);
    lastInvocation[number] = source.invocation();
    drained.set(number, drained.get(number) || source.sender() != Sender.PROXY);
  }

  /** The backend said that it does not keep it and never will. */
  void rejected(Span span) {
    int number = check(span);
    if (number >= 0) {
      rejected.set(number);
    }
  }

  /** The backend said of a request with it that it will never take that. */
  void refused(Span span) {
    int number = check(span);
    if (number >= 0) {
      refused.set(number);
    }
  }

  void quarantined(Span span, boolean byDrain) {
    int number = check(span);
    if (number >= 0) {
      if (!refused.get(number)) {
        complain("in quarantine, though it was never refused: " + number);
      }
      quarantined.set(number);
      drained.set(number, drained.get(number) || byDrain);
    }
  }

  /** What was wrong with spans, rather than with their whereabouts. */
  List<String> complaints() {
    return complaints;
  }

  void complain(String complaint) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(complaint);
    }
  }

  /** Arrivals by who sent them. */
  Map<Sender, Long> arrivals() {
    return arrivals;
  }

  /** Duplicates by their causes. */
  Map<Cause, Long> duplicates() {
    return duplicates;
  }

  /** Spans that were promised and are nowhere. */
  BitSet lost() {
    BitSet lost = (BitSet) acknowledged.clone();
    lost.andNot(arrived);
    lost.andNot(rejected);
    lost.andNot(quarantined);
    lost.andNot(meantToGo());
    return lost;
  }

  /** Spans that were promised and are nowhere because the policy says so. */
  private BitSet sampledOut() {
    BitSet gone = (BitSet) acknowledged.clone();
    gone.and(meantToGo());
    for (BitSet somewhere : List.of(arrived, rejected, quarantined)) {
      gone.andNot(somewhere);
    }
    return gone;
  }

  private BitSet meantToGo() {
    BitSet meant = new BitSet();
    for (int number = 0; number < sent; number++) {
      meant.set(number, Spans.isMeantToGo(number));
    }
    return meant;
  }

  Account settle() {
    BitSet onlyRejected = minus(rejected, arrived);
    BitSet onlyQuarantined = minus(minus(quarantined, arrived), rejected);
    BitSet never = new BitSet();
    never.set(0, sent);
    for (BitSet known : List.of(acknowledged, arrived, rejected, quarantined)) {
      never.andNot(known);
    }
    return new Account(
        sent,
        acknowledged.cardinality(),
        arrived.cardinality(),
        sampledOut().cardinality(),
        onlyRejected.cardinality(),
        onlyQuarantined.cardinality(),
        drained.cardinality(),
        arrivals.values().stream().mapToLong(Long::longValue).sum() - arrived.cardinality(),
        lost().cardinality(),
        never.cardinality());
  }

  private static BitSet minus(BitSet all, BitSet some) {
    BitSet rest = (BitSet) all.clone();
    rest.andNot(some);
    return rest;
  }

  private void note(Source source) {
    while (senders.size() <= source.invocation()) {
      senders.add(Sender.PROXY);
    }
    senders.set(source.invocation(), source.sender());
  }

  private int check(Span span) {
    long number = Spans.claimed(span);
    if (number < 0 || number >= sent) {
      complain("a span that nobody sent: " + number);
      return -1;
    }
    if (!spans.isWhole(span, (int) number)) {
      complain("span " + number + " was changed");
    }
    return (int) number;
  }
}
