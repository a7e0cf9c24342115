package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * A copy of a message with parts left out, put in, or made longer, written from its end to its
 * start: so a length is written when what it counts stands already, and nothing moves twice. What
 * lies between two changes is copied in one piece, and nothing is copied before the first change.
 *
 * <p>Positions are indexes into the source array. Changes come from the last to the first.
 */
final class BackwardCopy {
  private final byte[] source;
  private final int from;
  private final int end;
  private final int most;
  private final Ranges added = new Ranges();
  private byte[] target = new byte[0];

  /** Where the copy starts in the target, and what of the source stands there. */
  private int start;

  private int copied;

  /**
   * An unchanged message.
   *
   * @param most bytes that the copy will have
   */
  BackwardCopy(Bytes message, int most) {
    this.source = message.array();
    this.from = message.offset();
    this.end = from + message.length();
    this.copied = end;
    this.most = most;
    this.start = most;
  }

  /** Where the source's position stands in the copy, whether it was copied already or not. */
  int target(int position) {
    return start + position - copied;
  }

  /** Leaves out the source from one position up to another. */
  void leaveOut(int first, int stop) {
    copyDownTo(stop);
    copied = first;
  }

  /**
   * Takes back what was copied of a part, and leaves it out.
   *
   * @param stopTarget where the part's end stands in the copy
   */
  void takeBack(int first, int stop, int stopTarget) {
    if (start > stopTarget) {
      leaveOut(first, stop);
    } else {
      start = stopTarget;
      copied = first;
    }
  }

  /** Adds bytes before a position of the source. */
  void add(int position, Bytes bytes) {
    putIn(position, bytes);
    added.add(start, start + bytes.length());
  }

  /** Where what was added stands in the target. */
  Ranges added() {
    return added;
  }

  /** Puts bytes in before a position of the source. */
  void putIn(int position, Bytes bytes) {
    copyDownTo(position);
    int length = bytes.length();
    start -= length;
    System.arraycopy(bytes.array(), bytes.offset(), target, start, length);
  }

  /**
   * Adds to the end of a message in which nothing else changes.
   *
   * @param stop where it ends, behind its tag, its length and its payload
   */
  void lengthen(int tagAt, int lengthAt, int payload, int stop, Bytes more) {
    copyDownTo(stop);
    int extra = more.length();
    int body = stop - payload;
    int at = start - extra;
    System.arraycopy(more.array(), more.offset(), target, at, extra);
    added.add(at, at + extra);
    at -= body;
    System.arraycopy(source, payload, target, at, body);
    head(tagAt, lengthAt, body + extra, at);
  }

  /** Puts a length there instead of the one that stands there, and copies the tag before it. */
  private void relength(int tagAt, int lengthAt, int payload, int length) {
    copyDownTo(payload);
    head(tagAt, lengthAt, length, start);
  }

  /**
   * Puts the length there that a message has now, unless it is the one it had.
   *
   * @param end of the message in the source
   * @param endTarget where that stands in the copy
   */
  void relengthTo(int tagAt, int end, int endTarget) {
    int lengthAt = Wire.afterVarint(source, tagAt);
    int payload = Wire.afterVarint(source, lengthAt);
    int length = endTarget - target(payload);
    if (length != end - payload) {
      relength(tagAt, lengthAt, payload, length);
    }
  }

  private void head(int tagAt, int lengthAt, int length, int end) {
    byte[] to = target;
    int at = putLength(to, end, length);
    for (int i = lengthAt; i > tagAt; ) {
      to[--at] = source[--i];
    }
    start = at;
    copied = tagAt;
  }

  /** Puts a payload and its length in before the source's part that was left out last. */
  void putText(Bytes text) {
    putIn(copied, text);
    start = putLength(target, start, text.length());
  }

  /** The copy; the message itself if nothing was changed. */
  Bytes bytes() {
    if (start == most && copied == end) {
      return Bytes.of(source, from, end - from);
    }
    copyDownTo(from);
    return Bytes.of(target, start, most - start);
  }

  /** Puts a varint in that ends there, and tells where it starts. */
  private static int putLength(byte[] to, int end, int length) {
    int from = end - (38 - Integer.numberOfLeadingZeros(length | 1)) / 7;
    int rest = length;
    int at = from;
    while (rest > 0x7f) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at] = (byte) rest;
    return from;
  }

  private void copyDownTo(int position) {
    if (target.length == 0) {
      target = new byte[most];
    }
    int length = copied - position;
    if (length > 0) {
      start -= length;
      System.arraycopy(source, position, target, start, length);
      copied = position;
    }
  }
}
