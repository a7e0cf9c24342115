package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.policy.Bits;
import dev.konglightstep.core.policy.sampling.Traces;

/** The spans of a request by their ids, to find each one's parent in it. */
final class Ancestors {
  /** The parent is not in the request. */
  static final int ABSENT = -1;

  private final Traces traces;
  private final long seed;

  /** Spans, and 1 more. */
  private final int[] places;

  Ancestors(Traces traces, long seed) {
    this.traces = traces;
    this.seed = seed;
    this.places = new int[Integer.highestOneBit(Math.max(1, traces.spans())) << 2];
    for (int span = 0; span < traces.spans(); span++) {
      if (traces.id(span) != 0) {
        add(span);
      }
    }
  }

  /** Of two spans with the same id the first one. */
  private void add(int span) {
    int place = place(traces.traceOf(span), traces.id(span));
    if (places[place] == 0) {
      places[place] = span + 1;
    }
  }

  /** The parent of a span, or {@link #ABSENT}. */
  int parent(int span) {
    long id = traces.parent(span);
    return id == 0 ? ABSENT : places[place(traces.traceOf(span), id)] - 1;
  }

  /** Where a span of a trace is, or would be. */
  private int place(int trace, long id) {
    int mask = places.length - 1;
    int place = (int) Bits.mix(id + trace * 31L ^ seed) & mask;
    while (places[place] != 0 && !is(places[place] - 1, trace, id)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean is(int span, int trace, long id) {
    return traces.id(span) == id && traces.traceOf(span) == trace;
  }
}
