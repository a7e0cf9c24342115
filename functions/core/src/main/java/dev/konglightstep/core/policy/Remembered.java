package dev.konglightstep.core.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became known lately of traces or of their spans, for spans that come later: Kong cuts its
 * batches through traces. It remembers a fixed number of things; of those that share their places
 * the one that came first is forgotten first.
 *
 * <p>Thread-safe. What another environment knows is not known here.
 *
 * @param <V> what is remembered
 */
public final class Remembered<V> {
  private static final int SHELVES = 2048;
  private static final int PLACES = 8;

  private final long seed;
  private final long[] high = new long[SHELVES * PLACES];
  private final long[] low = new long[SHELVES * PLACES];
  private final long[] spans = new long[SHELVES * PLACES];
  private final @Nullable Object[] values = new @Nullable Object[SHELVES * PLACES];
  private volatile boolean empty = true;

  /**
   * Nothing is remembered.
   *
   * @param seed a number that no sender knows
   */
  public Remembered(long seed) {
    this.seed = seed;
  }

  /** Whether nothing was remembered yet. */
  public boolean isEmpty() {
    return empty;
  }

  /**
   * Remembers something.
   *
   * @param span 0 for a whole trace
   */
  public synchronized void put(long upper, long lower, long span, V value) {
    int first = first(upper, lower, span);
    int place = find(first, upper, lower, span);
    // All that came after the one that is replaced move by one place.
    for (int at = place < 0 ? first + PLACES - 1 : place; at > first; at--) {
      high[at] = high[at - 1];
      low[at] = low[at - 1];
      spans[at] = spans[at - 1];
      values[at] = values[at - 1];
    }
    high[first] = upper;
    low[first] = lower;
    spans[first] = span;
    values[first] = value;
    empty = false;
  }

  /** What is remembered of that. */
  @SuppressWarnings("unchecked")
  public synchronized Optional<V> get(long upper, long lower, long span) {
    int place = find(first(upper, lower, span), upper, lower, span);
    return place < 0 ? Optional.empty() : Optional.ofNullable((V) values[place]);
  }

  private int find(int first, long upper, long lower, long span) {
    for (int at = first; at < first + PLACES; at++) {
      if (high[at] == upper && low[at] == lower && spans[at] == span && values[at] != null) {
        return at;
      }
    }
    return -1;
  }

  private int first(long upper, long lower, long span) {
    long mixed = Bits.mix(upper * 31 + lower + span * 7 ^ seed);
    return ((int) mixed & (SHELVES - 1)) * PLACES;
  }
}
