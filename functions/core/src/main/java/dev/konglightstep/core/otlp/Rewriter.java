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
   * @param extra how much longer the copy will be, about
   * @param repairs whether strings must be made valid UTF-8; false if the scan found them so
   */
  Rewriter(Bytes request, Edits edits, boolean repairs, int extra) {
    this.cursor = new WireCursor(request);
    this.splice = new Splice(request, extra);
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
        case Payload.ATTRIBUTE -> attribute(type.child(tag), start, removed);
        case Payload.MESSAGE -> message(type.child(tag), start);
        case Payload.TEXT -> text();
        default -> cursor.skipPayload(tag);
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
    int length = cursor.readLength();
    if (isRemoved(length, removed)) {
      cursor.skip(length);
      splice.leaveOut(start, cursor.position());
    } else if (repairs) {
      cursor.seek(lengthAt);
      nested(keyValue, KeySet.EMPTY, Bytes.EMPTY);
    } else {
      cursor.skip(length);
    }
  }

  /** Tells by the effective key of the KeyValue here whether it must go. */
  private boolean isRemoved(int length, KeySet removed) throws MalformedException {
    if (removed.isEmpty() && everywhere.isEmpty()) {
      return false;
    }
    byte[] bytes = cursor.array();
    int start = cursor.position();
    int from = start + PlainAttribute.HEAD;
    int to = PlainAttribute.effectiveKeyEnd(bytes, start, start + length);
    if (to < 0) {
      long key = effectiveKey(length);
      from = (int) (key >>> Integer.SIZE);
      to = (int) key;
    }
    return removed.contains(bytes, from, to) || everywhere.contains(bytes, from, to);
  }

  /** Where the last key starts and ends, in the upper and the lower half. */
  private long effectiveKey(int length) throws MalformedException {
    int start = cursor.position();
    int outer = cursor.enter(length);
    long key = 0;
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == KEY) {
        int keyLength = cursor.readLength();
        int from = cursor.position();
        cursor.skip(keyLength);
        key = ((long) from << Integer.SIZE) | cursor.position();
      } else {
        cursor.skipPayload(tag);
      }
    }
    cursor.leave(outer);
    cursor.seek(start);
    return key;
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
