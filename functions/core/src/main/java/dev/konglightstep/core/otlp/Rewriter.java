package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * Copies a request with edits by the notes that the scan made, from the last to the first: the
 * bytes are not walked again. Lengths are corrected from the inside out; a message in which nothing
 * changes is copied as it is, over-long lengths and unknown fields included.
 */
final class Rewriter {
  private static final int RESOURCE = 1;

  private final byte[] bytes;
  private final int[] notes;
  private final MessageType itemType;
  private final MessageType resourceType;
  private final Edits edits;
  private final Removals removals;
  private final boolean repairs;
  private final BackwardCopy copy;
  private int items;
  private int kept;
  private Bytes forResource = Bytes.EMPTY;

  /**
   * Nothing is written yet.
   *
   * @param most bytes that the copy can have
   */
  Rewriter(ExportRequest request, Edits edits, int most) {
    Index index = request.index();
    MessageType envelope = MessageType.request(request.signal()).envelope();
    this.bytes = index.bytes();
    this.notes = index.notes().numbers();
    this.items = index.items();
    this.resourceType = envelope.resource();
    this.itemType = envelope.item();
    this.edits = edits;
    this.removals = new Removals(index.keys(), edits.removedEverywhere());
    this.repairs = request.invalidTexts() > 0;
    this.copy = new BackwardCopy(request.bytes(), most);
  }

  Bytes write(int end) {
    notes(0, end, removals.everywhere());
    return copy.bytes();
  }

  /** The notes from the first one up to another, the last one first, without those inside them. */
  private void notes(int first, int end, Removals.Marked removed) {
    int[] all = notes;
    for (int note = end - Notes.SIZE; note >= first; note = all[note + 3] - Notes.SIZE) {
      int head = all[note];
      if (Notes.kind(head) != Notes.ATTRIBUTE) {
        message(note, Notes.kind(head));
      } else if (removed.has(Notes.key(head))) {
        copy.leaveOut(all[note + 1], all[note + 2]);
      } else if (all[note + 3] != note) {
        nested(note, removals.everywhere(), Bytes.EMPTY);
      }
    }
  }

  private void message(int note, int kind) {
    switch (kind) {
      case Notes.ITEM -> item(note);
      case Notes.PART -> nested(note, removals.everywhere(), Bytes.EMPTY);
      case Notes.TEXT -> text(note);
      case Notes.RESOURCE -> resource(note);
      case Notes.ENVELOPE -> envelope(note);
      default -> unlessEmptied(note);
    }
  }

  private void item(int note) {
    int item = --items;
    if (edits.keeps(item)) {
      kept++;
      nested(note, removals.with(edits.removed(item)), edits.added(item).fields(itemType));
    } else {
      copy.leaveOut(notes[note + 1], notes[note + 2]);
    }
  }

  /** A resource is added to where it stands last, since protobuf merges what stands twice. */
  private void resource(int note) {
    Bytes added = forResource;
    forResource = Bytes.EMPTY;
    nested(note, removals.with(edits.removedFromResource()), added);
  }

  private void envelope(int note) {
    forResource = edits.addedToResource().fields(resourceType);
    unlessEmptied(note);
  }

  /** Leaves out what held items and lost them all; what was empty before stays as it came. */
  private void unlessEmptied(int note) {
    int itemsBefore = items;
    int keptBefore = kept;
    int end = notes[note + 2];
    int endTarget = copy.target(end);
    notes(notes[note + 3], note, removals.everywhere());
    if (items < itemsBefore && kept == keptBefore) {
      copy.takeBack(notes[note + 1], end, endTarget);
      return;
    }
    if (Notes.kind(notes[note]) == Notes.ENVELOPE && !forResource.isEmpty()) {
      copy.putIn(payload(note), new Appender().message(RESOURCE, forResource).bytes());
    }
    relength(note, endTarget);
  }

  /** The fields of a message, more fields after them, and then the length that they have now. */
  private void nested(int note, Removals.Marked removed, Bytes added) {
    int end = notes[note + 2];
    int endTarget = copy.target(end);
    if (!added.isEmpty()) {
      copy.putIn(end, added);
    }
    if (removed.any() || repairs || Notes.kind(notes[note]) != Notes.ITEM) {
      notes(notes[note + 3], note, removed);
    }
    relength(note, endTarget);
  }

  private void relength(int note, int endTarget) {
    int start = notes[note + 1];
    int lengthAt = afterVarint(start);
    int payload = afterVarint(lengthAt);
    int length = endTarget - copy.target(payload);
    if (length != notes[note + 2] - payload) {
      copy.relength(start, lengthAt, payload, length);
    }
  }

  private int payload(int note) {
    return afterVarint(afterVarint(notes[note + 1]));
  }

  private void text(int note) {
    int start = notes[note + 1];
    int end = notes[note + 2];
    copy.leaveOut(start, end);
    copy.putText(Utf8.repair(bytes, afterVarint(start), end));
  }

  private int afterVarint(int at) {
    int next = at;
    while (bytes[next++] < 0) {}
    return next;
  }
}
