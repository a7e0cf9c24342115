package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.util.Arrays;

/**
 * A copy of a message with parts left out, put in, or made longer. What lies between two changes is
 * copied in one piece, and nothing is copied before the first change.
 *
 * <p>Positions are indexes into the source array. {@link #target} tells where a position that was
 * not left out will stand in the copy, whether or not it was copied already.
 */
final class Splice {
  /** Room for a few changes beyond the message's own size. */
  private static final int SPARE = 1024;

  private static final byte[] NOTHING = new byte[0];

  private final byte[] source;
  private final int from;
  private final int end;
  private final int extra;
  private byte[] target;
  private int size;
  private int copied;

  /**
   * An unchanged message.
   *
   * @param extra how much longer the copy will be, about
   */
  Splice(Bytes message, int extra) {
    this.source = message.array();
    this.from = message.offset();
    this.end = from + message.length();
    this.copied = from;
    this.target = NOTHING;
    this.extra = extra + SPARE;
  }

  /** Where the source's position stands in the copy. */
  int target(int position) {
    return size + position - copied;
  }

  /** Leaves out the source from one position up to another. */
  void leaveOut(int start, int stop) {
    copyUpTo(start);
    copied = stop;
  }

  /** Takes back what was copied since a position, and leaves out the source up to {@code stop}. */
  void takeBack(int start, int startTarget, int stop) {
    if (startTarget >= size) {
      leaveOut(start, stop);
    } else {
      size = startTarget;
      copied = stop;
    }
  }

  /** Puts bytes in before a position of the source. */
  void putIn(int position, Bytes bytes) {
    copyUpTo(position);
    room(bytes.length());
    System.arraycopy(bytes.array(), bytes.offset(), target, size, bytes.length());
    size += bytes.length();
  }

  /** Puts in a length before a position of the source. */
  void putInLength(int position, int length) {
    copyUpTo(position);
    int width = width(length);
    room(width);
    encode(length, size);
    size += width;
  }

  /**
   * Corrects the length of a message whose payload was changed.
   *
   * @param at where the length stands in the copy
   * @param width of the length as it stands there
   */
  void relength(int at, int width, int length) {
    int shift = width(length) - width;
    if (shift != 0) {
      room(Math.max(shift, 0));
      System.arraycopy(target, at + width, target, at + width + shift, size - at - width);
      size += shift;
    }
    encode(length, at);
  }

  /** The copy; the message itself if nothing was changed. */
  Bytes bytes() {
    if (size == 0 && copied == from) {
      return Bytes.of(source, from, end - from);
    }
    copyUpTo(end);
    return Bytes.of(target, 0, size);
  }

  static int width(int length) {
    return length == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(length)) / 7;
  }

  private void copyUpTo(int position) {
    int length = position - copied;
    room(length);
    System.arraycopy(source, copied, target, size, length);
    size += length;
    copied = position;
  }

  private void encode(int length, int at) {
    int rest = length;
    int next = at;
    while (rest > 0x7f) {
      target[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[next] = (byte) rest;
  }

  private void room(int more) {
    if (more > target.length - size) {
      int atLeast = target.length == 0 ? end - from + extra : target.length + target.length / 2;
      target = Arrays.copyOf(target, Math.max(size + more, atLeast));
    }
  }
}
