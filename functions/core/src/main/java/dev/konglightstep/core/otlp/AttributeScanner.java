package dev.konglightstep.core.otlp;

import java.util.Arrays;

/**
 * Notes the attributes of a list that are written as every encoder writes them.
 *
 * <p>A gateway says the same again and again: after {@code http.flavor=1.1} there comes what came
 * after it in the span before, mostly with the same value. So the bytes are first compared with
 * those, many attributes at once; what is equal is as valid as it was there.
 */
final class AttributeScanner {
  /** No note: the next attribute is looked at without a guess. */
  private static final int NONE = -1;

  /**
   * So many bytes are compared at most, or a sender could have the same ones compared ever again.
   */
  private static final int COMPARED = 512;

  private static final int LENGTHS = 64;

  private final byte[] bytes;
  private final Notes notes;
  private final Keys keys;

  /** The latest notes by the lowest bits of the attribute's length, and 1 more. */
  private final int[] latest = new int[LENGTHS];

  /** The note of the attribute that is guessed to come again, or {@link #NONE}. */
  private int guess;

  /** Up to where the bytes are those of the guess. */
  private int equalUntil;

  AttributeScanner(byte[] request, Notes notes, Keys keys) {
    this.bytes = request;
    this.notes = notes;
    this.keys = keys;
  }

  /** Where the attributes end that have their first tag here; the start itself if none is plain. */
  int scan(int from, int end) {
    byte tag = bytes[from];
    int at = from;
    guess = NONE;
    while (isTag(at, end, tag)) {
      if (guess == NONE) {
        guess = latest[bytes[at + 1] & (LENGTHS - 1)] - 1;
      }
      at = guess == NONE ? at : again(at, end);
      int next = isTag(at, end, tag) ? plain(at, end) : -1;
      if (next < 0) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private boolean isTag(int at, int end, byte tag) {
    return at < end - 1 && bytes[at] == tag;
  }

  /** Notes what comes again, and tells where the first attribute stands that differs. */
  private int again(int from, int end) {
    int before = notes.start(guess);
    int shift = from - before;
    int most = Math.min(Math.min(end - from, shift), COMPARED);
    int different = Arrays.mismatch(bytes, before, before + most, bytes, from, from + most);
    equalUntil = from + (different < 0 ? most : different);
    int stopped = notes.repeat(guess, shift, equalUntil - shift);
    int at = stopped == guess ? from : notes.end(stopped - Notes.SIZE) + shift;
    guess = notes.isPlainAttribute(stopped, at - shift) ? stopped : NONE;
    return at;
  }

  /** Notes the plain attribute that has its tag here, and tells where it ends; else -1. */
  private int plain(int at, int end) {
    int start = at + 2;
    int length = bytes[at + 1];
    if (length < 0 && start < end) {
      length = (length & 0x7f) | (bytes[start++] << 7);
    }
    int to = start + length;
    int keyEnd = length < 0 || to > end ? -1 : PlainAttribute.keyEnd(bytes, start, to);
    int key = keyEnd < 0 ? -1 : key(start + PlainAttribute.HEAD, keyEnd);
    if (key < 0) {
      return -1;
    }
    note(key, at, to);
    return to;
  }

  private int key(int from, int end) {
    return guess != NONE && end <= equalUntil
        ? Notes.key(notes.head(guess))
        : keys.number(from, end);
  }

  /** Notes an attribute, and guesses that after it there comes what came after its key before. */
  private void note(int key, int at, int to) {
    int note = notes.next();
    notes.add(Notes.attribute(key), at, to, note);
    latest[bytes[at + 1] & (LENGTHS - 1)] = note + 1;
    int before = keys.met(key, note) + Notes.SIZE;
    guess = before < note && Notes.kind(notes.head(before)) == Notes.ATTRIBUTE ? before : NONE;
  }
}
