package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Ranges;

/** Where windows of {@link TriggerWords#WINDOW} bytes may end: one lane's share of a request. */
final class Pieces {
  private static final int FIRST = TriggerWords.WINDOW - 1;

  private final int[] bounds;
  private int count;

  private Pieces(int most) {
    this.bounds = new int[2 * most];
  }

  /**
   * Shares of equal size, one behind the other.
   *
   * @param apart parts in which no window ends or begins
   */
  static Pieces[] of(Bytes request, Ranges apart, int shares) {
    Pieces whole = whole(request, apart);
    long size = whole.size();
    Pieces[] pieces = new Pieces[shares];
    int piece = 0;
    int at = whole.count == 0 ? 0 : whole.from(0);
    for (int share = 0; share < shares; share++) {
      pieces[share] = new Pieces(whole.count - piece + 1);
      long left = size * (share + 1) / shares - size * share / shares;
      while (left > 0) {
        int to = (int) Math.min(whole.to(piece), at + left);
        pieces[share].add(at, to);
        left -= to - at;
        at = to;
        if (at == whole.to(piece) && ++piece < whole.count) {
          at = whole.from(piece);
        }
      }
    }
    return pieces;
  }

  private static Pieces whole(Bytes request, Ranges apart) {
    Pieces whole = new Pieces(apart.count() + 1);
    int from = request.offset();
    for (int i = 0; i < apart.count(); i++) {
      whole.add(from + FIRST, apart.from(i));
      from = apart.to(i);
    }
    whole.add(from + FIRST, request.offset() + request.length());
    return whole;
  }

  private void add(int from, int to) {
    if (from < to) {
      bounds[2 * count] = from;
      bounds[2 * count + 1] = to;
      count++;
    }
  }

  private long size() {
    long size = 0;
    for (int piece = 0; piece < count; piece++) {
      size += to(piece) - from(piece);
    }
    return size;
  }

  int count() {
    return count;
  }

  int from(int piece) {
    return bounds[2 * piece];
  }

  int to(int piece) {
    return bounds[2 * piece + 1];
  }
}
