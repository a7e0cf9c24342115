package dev.konglightstep.core.otlp;

/**
 * Finds one attribute in the items of a request: of several with the key the last counts. Made once
 * for a request, since the key is compared once for each distinct key there, and not for each
 * attribute; it holds the value that it found last.
 */
public final class AttributeFinder {
  private final Index index;
  private final boolean[] wanted;
  private final AttributeValue value;

  /**
   * Nothing is found yet.
   *
   * @param key one key; of several the one that stands last in an item counts
   */
  public AttributeFinder(Index index, KeySet key) {
    this.index = index;
    this.wanted = index.keys().in(key);
    this.value = new AttributeValue(index.bytes());
  }

  /** Whether the item has it, not its events or links; then {@link #value} is its value. */
  public boolean find(int item) {
    Notes notes = index.notes();
    int owner = notes.item(item);
    int first = notes.first(owner);
    for (int note = owner - Notes.SIZE; note >= first; note = notes.before(note)) {
      int head = notes.head(note);
      if (Notes.kind(head) == Notes.ATTRIBUTE && wanted[Notes.key(head)]) {
        value.read(index.payload(note), notes.end(note));
        return true;
      }
    }
    return false;
  }

  /** What was found last; the same object each time. */
  public AttributeValue value() {
    return value;
  }
}
