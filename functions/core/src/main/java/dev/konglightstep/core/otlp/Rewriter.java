package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * One walk over a valid request that copies it with edits. Lengths are corrected from the inside
 * out; a message in which nothing changes is copied as it is, over-long lengths and unknown fields
 * included.
 */
final class Rewriter {
  private static final int KEY = Wire.tag(1, Wire.LEN);
  private static final int RESOURCE = 1;

  private final WireCursor cursor;
  private final Splice splice;
  private final Edits edits;
  private final KeySet everywhere;
  private final boolean repairs;
  private int items;
  private int kept;
  private int lastResource;

  /**
   * Nothing is written yet.
   *
   * @param repairs whether strings must be made valid UTF-8; false if the scan found them so
   */
  Rewriter(Bytes request, Edits edits, boolean repairs) {
    this.cursor = new WireCursor(request);
    this.splice = new Splice(request);
    this.edits = edits;
    this.everywhere = edits.removedEverywhere();
    this.repairs = repairs;
  }

  Bytes write(MessageType request) throws MalformedException {
    fields(request, KeySet.EMPTY);
    return splice.bytes();
  }

  /** All fields up to the cursor's end. */
  private void fields(MessageType type, KeySet removed) throws MalformedException {
    while (cursor.hasMore()) {
      int start = cursor.position();
      int tag = cursor.readTag();
      switch (type.payload(tag)) {
        case ATTRIBUTE -> attribute(type.child(tag), start, removed);
        case MESSAGE -> message(type.child(tag), start);
        case TEXT -> text();
        case SKIPPED, PACKED_VARINTS, PACKED_I64 -> cursor.skipPayload(tag);
      }
    }
  }

  private void message(MessageType type, int start) throws MalformedException {
    switch (type.role()) {
      case ENVELOPE -> envelope(type, start);
      case SCOPED -> unlessEmptied(type, start, Bytes.EMPTY);
      case RESOURCE -> resource(type, start);
      case ITEM -> item(type, start);
      case PART -> {
        if (repairs || (type.holdsAttributes() && !everywhere.isEmpty())) {
          nested(type, KeySet.EMPTY, Bytes.EMPTY);
        } else {
          cursor.skip(cursor.readLength());
        }
      }
    }
  }

  /** A resource is added to where it stands last, since protobuf merges what stands twice. */
  private void envelope(MessageType type, int start) throws MalformedException {
    Attributes added = edits.addedToResource();
    lastResource = added.isEmpty() ? -1 : lastResource();
    Bytes resource = Bytes.EMPTY;
    if (!added.isEmpty() && lastResource < 0) {
      resource = new Appender().message(RESOURCE, added.fields(type.resource())).bytes();
    }
    unlessEmptied(type, start, resource);
  }

  /** Leaves out what held items and lost them all; what was empty before stays as it came. */
  private void unlessEmptied(MessageType type, int start, Bytes added) throws MalformedException {
    int itemsBefore = items;
    int keptBefore = kept;
    int startTarget = splice.target(start);
    nested(type, KeySet.EMPTY, added);
    if (items > itemsBefore && kept == keptBefore) {
      splice.takeBack(start, startTarget, cursor.position());
    }
  }

  private void resource(MessageType type, int start) throws MalformedException {
    Attributes added = start == lastResource ? edits.addedToResource() : Attributes.NONE;
    nested(type, edits.removedFromResource(), added.fields(type));
  }

  private void item(MessageType type, int start) throws MalformedException {
    int item = items++;
    if (edits.keeps(item)) {
      kept++;
      nested(type, edits.removed(item), edits.added(item).fields(type));
    } else {
      cursor.skip(cursor.readLength());
      splice.leaveOut(start, cursor.position());
    }
  }

  /** The fields of a message, more fields after them, and then the length that they have now. */
  private void nested(MessageType type, KeySet removed, Bytes added) throws MalformedException {
    int lengthAt = cursor.position();
    int length = cursor.readLength();
    int width = cursor.position() - lengthAt;
    int lengthTarget = splice.target(lengthAt);
    int outer = cursor.enter(length);
    fields(type, removed);
    cursor.leave(outer);
    if (!added.isEmpty()) {
      splice.putIn(cursor.position(), added);
    }
    int lengthNow = splice.target(cursor.position()) - lengthTarget - width;
    if (lengthNow != length) {
      splice.relength(lengthTarget, width, lengthNow);
    }
  }

  private void attribute(MessageType keyValue, int start, KeySet removed)
      throws MalformedException {
    int lengthAt = cursor.position();
    if ((!removed.isEmpty() || !everywhere.isEmpty()) && isRemoved(removed)) {
      splice.leaveOut(start, cursor.position());
    } else if (repairs) {
      cursor.seek(lengthAt);
      nested(keyValue, KeySet.EMPTY, Bytes.EMPTY);
    } else {
      cursor.seek(lengthAt);
      cursor.skip(cursor.readLength());
    }
  }

  /** Steps over a KeyValue and tells by its effective key, the last one, whether it must go. */
  private boolean isRemoved(KeySet removed) throws MalformedException {
    int outer = cursor.enter(cursor.readLength());
    int from = 0;
    int to = 0;
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == KEY) {
        int length = cursor.readLength();
        from = cursor.position();
        cursor.skip(length);
        to = cursor.position();
      } else {
        cursor.skipPayload(tag);
      }
    }
    cursor.leave(outer);
    return removed.contains(cursor.array(), from, to)
        || everywhere.contains(cursor.array(), from, to);
  }

  private void text() throws MalformedException {
    int lengthAt = cursor.position();
    int length = cursor.readLength();
    int from = cursor.position();
    cursor.skip(length);
    if (repairs && !Utf8.isValid(cursor.array(), from, from + length)) {
      Bytes repaired = Utf8.repair(cursor.array(), from, from + length);
      splice.leaveOut(lengthAt, cursor.position());
      splice.putInLength(cursor.position(), repaired.length());
      splice.putIn(cursor.position(), repaired);
    }
  }

  /** Where the envelope's last resource starts, or -1; the cursor stands before its length. */
  private int lastResource() throws MalformedException {
    int envelope = cursor.position();
    int outer = cursor.enter(cursor.readLength());
    int last = -1;
    while (cursor.hasMore()) {
      int start = cursor.position();
      int tag = cursor.readTag();
      last = tag == Wire.tag(RESOURCE, Wire.LEN) ? start : last;
      cursor.skipPayload(tag);
    }
    cursor.leave(outer);
    cursor.seek(envelope);
    return last;
  }
}
