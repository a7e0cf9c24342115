package dev.konglightstep.core.otlp;

import java.util.Arrays;

/**
 * The distinct keys of a request's attributes, numbered as they are met. So whether a key is asked
 * for is decided once for each key and not for each attribute: Kong's batches of 200 spans have
 * about 25.
 *
 * <p>The table does not grow and a search stops after a few places, so that no sender can make it
 * slow: a key that finds no place gets another number each time it is met.
 */
final class Keys {
  private static final int PLACES = 128;
  private static final int SEARCHED = 4;

  private final byte[] bytes;
  private final int[] places = new int[PLACES];
  private int[] ends = new int[64];
  private int[] lasts = new int[32];
  private int count;

  Keys(byte[] request) {
    this.bytes = request;
  }

  /** How many numbers were given. */
  int count() {
    return count;
  }

  /** The number of the key in that range, or -1 if it is not valid UTF-8. */
  int number(int from, int to) {
    int place = place(from, to);
    for (int i = 0; i < SEARCHED; i++) {
      int number = places[place] - 1;
      if (number < 0) {
        return enter(place, from, to);
      }
      if (is(number, from, to)) {
        return number;
      }
      place = (place + 1) % PLACES;
    }
    return Utf8.isValid(bytes, from, to) ? another(from, to) : -1;
  }

  /** A new number for a key that may be no UTF-8. */
  int another(int from, int to) {
    int at = 2 * count;
    if (at == ends.length) {
      ends = Arrays.copyOf(ends, 2 * at);
      lasts = Arrays.copyOf(lasts, at);
    }
    ends[at] = from;
    ends[at + 1] = to;
    return count++;
  }

  /**
   * Says that a key is met in that note.
   *
   * @return the note where it was met before, or the note itself
   */
  int met(int key, int note) {
    int before = lasts[key] == 0 ? note : lasts[key] - 1;
    lasts[key] = note + 1;
    return before;
  }

  /** For each number whether its key is in the set. */
  boolean[] in(KeyMatcher set) {
    boolean[] in = new boolean[count];
    for (int number = 0; number < count; number++) {
      in[number] = set.contains(bytes, ends[2 * number], ends[2 * number + 1]);
    }
    return in;
  }

  private int enter(int place, int from, int to) {
    if (!Utf8.isValid(bytes, from, to)) {
      return -1;
    }
    int number = another(from, to);
    places[place] = number + 1;
    return number;
  }

  private boolean is(int number, int from, int to) {
    return Arrays.equals(bytes, ends[2 * number], ends[2 * number + 1], bytes, from, to);
  }

  /** By length, middle and end, in which Kong's keys differ. */
  private int place(int from, int to) {
    int length = to - from;
    return length == 0
        ? 0
        : (length * 31 + bytes[from + (length >> 1)] * 7 + bytes[to - 1] * 61) & (PLACES - 1);
  }
}
