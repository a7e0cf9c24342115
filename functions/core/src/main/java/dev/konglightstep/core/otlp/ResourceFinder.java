package dev.konglightstep.core.otlp;

/**
 * Finds one attribute in the resource of an item. A resource that stands twice is merged, as
 * protobuf merges it, so the attribute that stands last counts. Made once for a request.
 */
public final class ResourceFinder {
  private final Index index;
  private final boolean[] wanted;
  private final AttributeValue value;
  private int envelope = -1;
  private int found = -1;

  /** Nothing is found yet. */
  public ResourceFinder(Index index, KeySet key) {
    this.index = index;
    this.wanted = index.keys().in(key);
    this.value = new AttributeValue(index.bytes());
  }

  /** Whether the resource that the item belongs to has it; then {@link #value} is its value. */
  public boolean find(int item) {
    int owner = envelope(index.notes().item(item));
    if (owner != envelope) {
      envelope = owner;
      found = attribute(owner);
      if (found >= 0) {
        value.read(index.payload(found), index.notes().end(found));
      }
    }
    return found >= 0;
  }

  /** What was found last; the same object each time. */
  public AttributeValue value() {
    return value;
  }

  /** The note of the envelope around an item's note: the next envelope that ends behind it. */
  private int envelope(int item) {
    Notes notes = index.notes();
    if (envelope >= 0 && notes.first(envelope) <= item && item < envelope) {
      return envelope;
    }
    int note = item;
    while (Notes.kind(notes.head(note)) != Notes.ENVELOPE) {
      note += Notes.SIZE;
    }
    return note;
  }

  private int attribute(int owner) {
    Notes notes = index.notes();
    int first = notes.first(owner);
    for (int note = owner - Notes.SIZE; note >= first; note = notes.before(note)) {
      if (Notes.kind(notes.head(note)) == Notes.RESOURCE) {
        int attribute = inResource(note);
        if (attribute >= 0) {
          return attribute;
        }
      }
    }
    return -1;
  }

  private int inResource(int resource) {
    Notes notes = index.notes();
    int first = notes.first(resource);
    for (int note = resource - Notes.SIZE; note >= first; note = notes.before(note)) {
      int head = notes.head(note);
      if (Notes.kind(head) == Notes.ATTRIBUTE && wanted[Notes.key(head)]) {
        return note;
      }
    }
    return -1;
  }
}
