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

  private final byte[] bytes;
  private final Notes notes;
  private final Keys keys;

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
    while (at < end - 1 && bytes[at] == tag) {
      int next = again(at, end);
      if (next == at) {
        next = plain(at, end);
      }
      if (next < 0) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** Notes what comes again, and tells where it ends. */
  private int again(int at, int end) {
    equalUntil = at;
    if (guess == NONE) {
      return at;
    }
    int[] all = notes.numbers();
    int before = all[guess + 1];
    int most = Math.min(end - at, at - before);
    int equal = Arrays.mismatch(bytes, before, before + most, bytes, at, at + most);
    int shift = at - before;
    equalUntil = equal < 0 ? at + most : at + equal;
    int to = at;
    int note = guess;
    int limit = notes.next();
    while (note < limit
        && all[note + 3] == note
        && Notes.kind(all[note]) == Notes.ATTRIBUTE
        && all[note + 1] + shift == to
        && all[note + 2] + shift <= equalUntil) {
      to = all[note + 2] + shift;
      notes.add(all[note], all[note + 1] + shift, to, notes.next());
      note += Notes.SIZE;
    }
    guess(note);
    return to;
  }

  private void guess(int note) {
    int[] all = notes.numbers();
    guess = note < notes.next() && Notes.kind(all[note]) == Notes.ATTRIBUTE ? note : NONE;
  }

  /** Notes the plain attribute that has its tag here, and tells where it ends; else -1. */
  private int plain(int at, int end) {
    int start = at + 2;
    int length = bytes[at + 1];
    if (length < 0 && start < end) {
      length = (length & 0x7f) | (bytes[start++] << 7);
    }
    int to = start + length;
    if (length < 0 || to > end) {
      return -1;
    }
    int keyEnd = PlainAttribute.keyEnd(bytes, start, to);
    if (keyEnd < 0) {
      return -1;
    }
    int key =
        keyEnd <= equalUntil
            ? Notes.key(notes.numbers()[guess])
            : keys.number(start + PlainAttribute.HEAD, keyEnd);
    if (key < 0) {
      return -1;
    }
    int before = keys.last(key, notes.next());
    notes.add(Notes.attribute(key), at, to, notes.next());
    if (before < 0) {
      guess = NONE;
    } else {
      guess(before + Notes.SIZE);
    }
    return to;
  }
}
