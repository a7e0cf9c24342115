package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * Copies a request with edits by the notes that the scan made, from the last to the first: the
 * bytes are not walked again. Lengths are corrected from the inside out; a message in which nothing
 * changes is copied as it is, over-long lengths and unknown fields included.
 */
final class Rewriter {
  private static final int RESOURCE = 1;

  private final Index index;
  private final byte[] bytes;
  private final int[] notes;
  private final MessageType itemType;
  private final MessageType resourceType;
  private final Edits edits;
  private final Removals removals;
  private final boolean[] everywhere;
  private final boolean repairs;
  private final BackwardCopy copy;
  private int items;
  private int kept;
  private boolean replacesTraceState;
  private Attributes lastAdded = Attributes.NONE;
  private Bytes lastFields = Bytes.EMPTY;
  private Bytes forResource = Bytes.EMPTY;

  /**
   * Nothing is written yet.
   *
   * @param most bytes that the copy can have
   */
  Rewriter(ExportRequest request, Edits edits, int most) {
    this.index = request.index();
    MessageType envelope = MessageType.request(request.signal()).envelope();
    this.bytes = index.bytes();
    this.notes = index.notes().numbers();
    this.items = index.items();
    this.resourceType = envelope.resource();
    this.itemType = envelope.item();
    this.edits = edits;
    this.removals = new Removals(index.keys(), edits.removedEverywhere());
    this.everywhere = removals.everywhere().marks();
    this.repairs = request.invalidTexts() > 0;
    this.copy = new BackwardCopy(request.bytes(), most);
  }

  Written write(int end) {
    notes(0, end, everywhere);
    return new Written(copy.bytes(), copy.added());
  }

  /** The notes from the first one up to another, the last one first, without those inside them. */
  private void notes(int first, int end, boolean[] removed) {
    int[] all = notes;
    int note = end - Notes.SIZE;
    while (note >= first) {
      int head = all[note];
      int inside = all[note + Notes.FIRST];
      if (Notes.kind(head) != Notes.ATTRIBUTE) {
        message(note, Notes.kind(head));
      } else if (removed[Notes.key(head)]) {
        copy.leaveOut(all[note + Notes.START], all[note + Notes.END]);
      } else if (inside != note) {
        nested(note, everywhere, Bytes.EMPTY);
      }
      note = inside - Notes.SIZE;
    }
  }

  private void message(int note, int kind) {
    switch (kind) {
      case Notes.ITEM -> item(note);
      case Notes.PART -> nested(note, everywhere, Bytes.EMPTY);
      case Notes.TEXT -> text(note);
      case Notes.TRACE_STATE -> traceState(note);
      case Notes.RESOURCE -> resource(note);
      case Notes.ENVELOPE -> envelope(note);
      default -> unlessEmptied(note);
    }
  }

  private void item(int note) {
    int item = --items;
    int start = notes[note + Notes.START];
    int end = notes[note + Notes.END];
    if (!edits.keeps(item)) {
      copy.leaveOut(start, end);
      return;
    }
    kept++;
    Removals.Marked removed = removals.with(edits.removed(item));
    Bytes added = forItem(edits.added(item));
    replacesTraceState = edits.replacesTraceState(item);
    boolean inside = removed.any() || replacesTraceState;
    if (repairs || (inside && notes[note + Notes.FIRST] != note)) {
      nested(note, removed.marks(), added);
    } else if (!added.isEmpty()) {
      int lengthAt = Wire.afterVarint(bytes, start);
      copy.lengthen(start, lengthAt, Wire.afterVarint(bytes, lengthAt), end, added);
    }
  }

  /** Most items get what the one before got. */
  private Bytes forItem(Attributes added) {
    if (added != lastAdded) {
      lastAdded = added;
      lastFields = added.fields(itemType);
    }
    return lastFields;
  }

  /** A resource is added to where it stands last, since protobuf merges what stands twice. */
  private void resource(int note) {
    Bytes added = forResource;
    forResource = Bytes.EMPTY;
    nested(note, removals.with(edits.removedFromResource()).marks(), added);
  }

  private void envelope(int note) {
    forResource = edits.addedToResource().fields(resourceType);
    unlessEmptied(note);
  }

  /** Leaves out what held items and lost them all; what was empty before stays as it came. */
  private void unlessEmptied(int note) {
    int itemsBefore = items;
    int keptBefore = kept;
    int end = notes[note + Notes.END];
    int endTarget = copy.target(end);
    notes(notes[note + Notes.FIRST], note, everywhere);
    if (items < itemsBefore && kept == keptBefore) {
      copy.takeBack(notes[note + Notes.START], end, endTarget);
      return;
    }
    if (Notes.kind(notes[note]) == Notes.ENVELOPE && !forResource.isEmpty()) {
      copy.putIn(index.payload(note), new Appender().message(RESOURCE, forResource).bytes());
    }
    relength(note, endTarget);
  }

  /** The fields of a message, more fields after them, and then the length that they have now. */
  private void nested(int note, boolean[] removed, Bytes added) {
    int end = notes[note + Notes.END];
    int endTarget = copy.target(end);
    if (!added.isEmpty()) {
      copy.add(end, added);
    }
    notes(notes[note + Notes.FIRST], note, removed);
    relength(note, endTarget);
  }

  private void relength(int note, int endTarget) {
    copy.relengthTo(notes[note + Notes.START], notes[note + Notes.END], endTarget);
  }

  private void traceState(int note) {
    if (replacesTraceState) {
      copy.leaveOut(notes[note + Notes.START], notes[note + Notes.END]);
    } else {
      notes(notes[note + Notes.FIRST], note, everywhere);
    }
  }

  private void text(int note) {
    int start = notes[note + Notes.START];
    int end = notes[note + Notes.END];
    copy.leaveOut(start, end);
    copy.putText(Utf8.repair(bytes, Wire.afterVarint(bytes, start), end));
  }
}
