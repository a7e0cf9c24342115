package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.SpanFields;
import dev.konglightstep.core.policy.Bits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one request: which spans belong together, which of them are roots, and which traces
 * are errors.
 *
 * <p>A root is a span of kind SERVER: Kong's, named {@code kong} or, before 3.3, {@code GET /path};
 * a span without a parent may be anything, for Kong sends such ones for requests that it never
 * routed (kong/observability/tracing/instrumentation.lua, 3.9.3).
 */
public final class Traces {
  private static final int SERVER = 2;
  private static final int ERROR = 2;
  private static final int ID_LENGTH = 16;
  private static final long NANOS = 1_000_000_000;
  private static final long RANDOM_BITS = Threshold.NEVER - 1;

  private final long seed;
  private final int[] traceOf;
  private final int[] roots;
  private final long[] durations;
  private final long[] seconds;
  private final long[] ids;
  private final long[] parents;
  private int rootCount;
  private final long[] high;
  private final long[] low;
  private final boolean[] errors;
  private final boolean[] rooted;
  private final long[] randomness;
  private final boolean[] explicit;
  private int count;
  private final int[] places;

  /** By span; empty while no span has one, which is so for all that Kong sends. */
  private @Nullable TraceState[] states = {};

  private Traces(int spans, long seed) {
    this.seed = seed;
    this.traceOf = new int[spans];
    this.roots = new int[spans];
    this.durations = new long[spans];
    this.seconds = new long[spans];
    this.ids = new long[spans];
    this.parents = new long[spans];
    this.high = new long[spans];
    this.low = new long[spans];
    this.errors = new boolean[spans];
    this.rooted = new boolean[spans];
    this.randomness = new long[spans];
    this.explicit = new boolean[spans];
    this.places = new int[Integer.highestOneBit(Math.max(1, spans)) << 2];
  }

  /**
   * Reads the spans of a request of traces.
   *
   * @param seed a number that no sender knows, or one could choose trace ids that are slow to find
   */
  public static Traces of(ExportRequest request, long seed) {
    int spans = request.items();
    Traces traces = new Traces(spans, seed);
    SpanFields fields = new SpanFields(request.index());
    for (int span = 0; span < spans; span++) {
      fields.read(span);
      traces.add(span, fields);
    }
    return traces;
  }

  /** How many spans there are. */
  public int spans() {
    return traceOf.length;
  }

  /** How many traces there are. */
  public int count() {
    return count;
  }

  /** The trace of a span; traces are numbered from 0. */
  public int traceOf(int span) {
    return traceOf[span];
  }

  /** How many roots there are; a trace may have several, or none. */
  public int roots() {
    return rootCount;
  }

  /** The span that is a root; roots are numbered from 0, as they stand in the request. */
  public int root(int number) {
    return roots[number];
  }

  /**
   * How long a root took, in nanoseconds; negative if it has no end or ends before it durations.
   */
  public long duration(int number) {
    return durations[number];
  }

  /** When a root began, in seconds since 1970; 0 if it does not say. */
  public long second(int number) {
    return seconds[number];
  }

  /** The id of a span; 0 if it has none that is valid. */
  public long id(int span) {
    return ids[span];
  }

  /** The id of a span's parent; 0 if it has none. */
  public long parent(int span) {
    return parents[span];
  }

  /** Whether a root of the trace is in the request. */
  public boolean isRooted(int trace) {
    return rooted[trace];
  }

  /**
   * Whether a span of the trace in the request has an exception event or an error status. Kong's
   * root has neither, even on a 502; its status code is for others to look at.
   */
  public boolean isError(int trace) {
    return errors[trace];
  }

  /**
   * The 56 random bits of a trace: those that a span of it was given explicitly, else the lowest
   * ones of its id (W3C "Trace Context Level 2").
   */
  long randomness(int trace) {
    return randomness[trace];
  }

  /** Whether a trace is among a share of all, which is the same for whoever asks for as much. */
  public boolean isAmong(int trace, double share) {
    return randomness[trace] >= Threshold.of(share);
  }

  /** The {@code trace_state} that a span came with. */
  Optional<TraceState> state(int span) {
    return states.length == 0 ? Optional.empty() : Optional.ofNullable(states[span]);
  }

  /** The first eight bytes of a trace's id. */
  public long high(int trace) {
    return high[trace];
  }

  /** The last eight bytes of a trace's id. */
  public long low(int trace) {
    return low[trace];
  }

  private void add(int span, SpanFields fields) {
    int trace = trace(fields.traceId());
    traceOf[span] = trace;
    ids[span] = spanId(fields.spanId());
    parents[span] = spanId(fields.parentSpanId());
    if (!fields.traceState().isEmpty()) {
      state(span, trace, TraceState.parse(fields.traceState().text()));
    }
    errors[trace] |= fields.statusCode() == ERROR || fields.hasException();
    if (isRoot(fields)) {
      rooted[trace] = true;
      durations[rootCount] = fields.endTime() == 0 ? -1 : fields.endTime() - fields.startTime();
      seconds[rootCount] = second(fields);
      roots[rootCount++] = span;
    }
  }

  private void state(int span, int trace, TraceState state) {
    if (states.length == 0) {
      states = new @Nullable TraceState[traceOf.length];
    }
    states[span] = state;
    if (state.randomness().isPresent() && !explicit[trace]) {
      explicit[trace] = true;
      randomness[trace] = state.randomness().getAsLong();
    }
  }

  private int trace(Bytes id) {
    boolean usual = id.length() == ID_LENGTH;
    long upper = usual ? id.numberAt(0) : number(id, ID_LENGTH, Long.BYTES);
    long lower = usual ? id.numberAt(Long.BYTES) : number(id, Long.BYTES, 0);
    int mask = places.length - 1;
    int place = (int) Bits.mix(upper * 31 + lower ^ seed) & mask;
    while (places[place] != 0) {
      int trace = places[place] - 1;
      if (high[trace] == upper && low[trace] == lower) {
        return trace;
      }
      place = (place + 1) & mask;
    }
    high[count] = upper;
    low[count] = lower;
    randomness[count] = lower & RANDOM_BITS;
    places[place] = ++count;
    return count - 1;
  }

  /** Whether a span is a root. */
  public static boolean isRoot(SpanFields span) {
    return span.kind() == SERVER;
  }

  /** When a span began, in seconds since 1970; 0 if it does not say. */
  public static long second(SpanFields span) {
    return Long.divideUnsigned(span.startTime(), NANOS);
  }

  private static long spanId(Bytes id) {
    return id.length() == Long.BYTES ? id.numberAt(0) : 0;
  }

  /** Up to eight bytes, counted from the end of an id, which may have any length. */
  private static long number(Bytes id, int from, int to) {
    long number = 0;
    for (int i = Math.max(0, id.length() - from); i < id.length() - to; i++) {
      number = number << Byte.SIZE | (id.at(i) & 0xff);
    }
    return number;
  }
}
