package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a request with other texts. It goes only into messages in which one of the given places
 * lies; the others are stepped over by their length. A key or value with such a place is looked at
 * whole, since its key may say something about its value. Every occurrence of a field is met, those
 * too that a later one hides.
 *
 * <p>The work is linear in the request, whatever it holds.
 */
public final class TextRewriter {
  private static final int BYTES_VALUE = Wire.tag(7, Wire.LEN);
  private static final int KEY = Wire.tag(1, Wire.LEN);
  private static final int VALUE = Wire.tag(2, Wire.LEN);
  private static final int STRING_VALUE = 1;

  /** A length has one byte at least and five at most. */
  private static final int LENGTH_GROWTH = 4;

  private final Bytes request;
  private final Positions places;
  private final WireCursor cursor;
  private final Notes notes = new Notes(0);
  private final List<Bytes> texts = new ArrayList<>();
  private long more;

  private TextRewriter(Bytes request, Positions places) {
    this.request = request;
    this.places = places;
    this.cursor = new WireCursor(request);
  }

  /**
   * The request with the editor's texts; the request itself if nothing changes.
   *
   * @param request a valid one
   * @param places where a text may change
   * @param everywhere whether every text is looked at, whatever the places
   */
  public static Bytes rewrite(
      Signal signal, Bytes request, Positions places, boolean everywhere, TextEditor editor) {
    TextRewriter rewriter = new TextRewriter(request, places);
    try {
      int from = request.offset();
      MessageType type = MessageType.request(signal);
      rewriter.fields(type, from, from + request.length(), editor, everywhere);
    } catch (MalformedException e) {
      throw new IllegalStateException("a request that was scanned cannot be malformed", e);
    }
    return rewriter.texts.isEmpty() ? request : rewriter.copy();
  }

  private void fields(MessageType type, int from, int end, TextEditor editor, boolean all)
      throws MalformedException {
    int at = from;
    while (at < end && (all || places.anyBefore(end))) {
      cursor.seek(at, end);
      int tag = cursor.readTag();
      byte payload = type.payload(tag);
      if (payload == Payload.MESSAGE || payload == Payload.ATTRIBUTE) {
        message(type.child(tag), at, editor, all);
      } else if (isText(type, tag, payload)) {
        text(editor, all);
      } else {
        cursor.skipPayload(tag);
      }
      at = cursor.position();
    }
  }

  private static boolean isText(MessageType type, int tag, byte payload) {
    return payload == Payload.TEXT
        || payload == Payload.TRACE_STATE
        || (type == MessageType.ANY_VALUE && tag == BYTES_VALUE);
  }

  private void message(MessageType type, int at, TextEditor editor, boolean all)
      throws MalformedException {
    int length = cursor.readLength();
    int from = cursor.position();
    int end = from + length;
    places.skipTo(at);
    if (all || places.anyBefore(end)) {
      int first = notes.next();
      if (type == MessageType.KEY_VALUE) {
        keyValue(from, end, editor);
      } else {
        fields(type, from, end, editor, all);
      }
      notes.addMessage(Notes.PART, at, end, first);
    }
    places.skipTo(end);
    cursor.seek(end, end);
  }

  /** All keys first: which of two counts is not said before the last. */
  private void keyValue(int from, int end, TextEditor outer) throws MalformedException {
    TextEditor editor = outer;
    cursor.seek(from, end);
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == KEY) {
        editor = editor.under(cursor.readBytes());
      } else {
        cursor.skipPayload(tag);
      }
    }
    Bytes replacement = editor.replacement();
    if (replacement.isEmpty()) {
      values(from, end, outer, editor);
    } else {
      Bytes value = new Appender().message(STRING_VALUE, replacement).bytes();
      replaced(from, end, outer, editor, value);
    }
  }

  /** A key is a text as well, which stands under no key itself. */
  private void values(int from, int end, TextEditor outer, TextEditor editor)
      throws MalformedException {
    int at = from;
    while (at < end) {
      cursor.seek(at, end);
      int tag = cursor.readTag();
      if (tag == KEY) {
        text(outer, true);
      } else if (tag == VALUE) {
        message(MessageType.ANY_VALUE, at, editor, true);
      } else {
        cursor.skipPayload(tag);
      }
      at = cursor.position();
    }
  }

  private void replaced(int from, int end, TextEditor outer, TextEditor editor, Bytes value)
      throws MalformedException {
    int at = from;
    while (at < end) {
      cursor.seek(at, end);
      int tag = cursor.readTag();
      if (tag == KEY) {
        text(outer, true);
      } else if (tag == VALUE) {
        int lengthAt = cursor.position();
        if (note(lengthAt, value, cursor.readBytes())) {
          editor.replaced();
        }
      } else {
        cursor.skipPayload(tag);
      }
      at = cursor.position();
    }
  }

  private void text(TextEditor editor, boolean all) throws MalformedException {
    int lengthAt = cursor.position();
    Bytes text = cursor.readBytes();
    places.skipTo(lengthAt);
    if (all || places.anyBefore(cursor.position())) {
      note(lengthAt, editor.edit(text), text);
    }
    places.skipTo(cursor.position());
  }

  /** Notes what a text becomes, and tells whether that is something else. */
  private boolean note(int lengthAt, Bytes now, Bytes before) {
    if (now.equals(before)) {
      return false;
    }
    int end = before.offset() + before.length();
    notes.add(Notes.TEXT | Notes.attribute(texts.size()), lengthAt, end, notes.next());
    texts.add(now);
    more += LENGTH_GROWTH + now.length();
    return true;
  }

  private Bytes copy() {
    more += request.length() + (long) LENGTH_GROWTH * notes.messages();
    BackwardCopy copy = new BackwardCopy(request, (int) Math.min(more, Integer.MAX_VALUE - 8));
    copy(copy, 0, notes.next());
    return copy.bytes();
  }

  private void copy(BackwardCopy copy, int first, int endNote) {
    int note = endNote - Notes.SIZE;
    while (note >= first) {
      int end = notes.end(note);
      if (Notes.kind(notes.head(note)) == Notes.TEXT) {
        copy.leaveOut(notes.start(note), end);
        copy.putText(texts.get(Notes.key(notes.head(note))));
      } else {
        int endTarget = copy.target(end);
        copy(copy, notes.first(note), note);
        copy.relengthTo(notes.start(note), end, endTarget);
      }
      note = notes.before(note);
    }
  }
}
