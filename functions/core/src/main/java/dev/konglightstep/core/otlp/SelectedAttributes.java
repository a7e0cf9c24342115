package dev.konglightstep.core.otlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads some attributes of an item in one walk over it; of several with the same key the last
 * counts. Made once for a request, since keys are compared once for each distinct key there.
 */
public final class SelectedAttributes {
  private static final int ABSENT = -1;

  private final Index index;

  /** By the number of a key in the request, which of the selected ones it is. */
  private final int[] selected;

  private final List<AttributeValue> values = new ArrayList<>();
  private final int[] found;
  private boolean anywhere;

  /** Nothing is read yet. */
  public SelectedAttributes(Index index, List<KeySet> keys) {
    this.index = index;
    this.selected = new int[index.keys().count()];
    this.found = new int[keys.size()];
    Arrays.fill(selected, ABSENT);
    Arrays.fill(found, ABSENT);
    for (int key = 0; key < keys.size(); key++) {
      values.add(new AttributeValue(index.bytes()));
      mark(index.keys().in(keys.get(key)), key);
    }
  }

  private void mark(boolean[] wanted, int key) {
    for (int number = 0; number < wanted.length; number++) {
      if (wanted[number]) {
        selected[number] = key;
        anywhere = true;
      }
    }
  }

  /** Whether any of the keys is anywhere in the request. */
  public boolean anywhere() {
    return anywhere;
  }

  /**
   * Looks at another item, not at its events or links.
   *
   * @return whether it has any of the keys
   */
  public boolean read(int item) {
    Notes notes = index.notes();
    int owner = notes.item(item);
    int first = notes.first(owner);
    boolean any = false;
    Arrays.fill(found, ABSENT);
    for (int note = owner - Notes.SIZE; note >= first; note = notes.before(note)) {
      int head = notes.head(note);
      int key = Notes.kind(head) == Notes.ATTRIBUTE ? selected[Notes.key(head)] : ABSENT;
      if (key != ABSENT && found[key] == ABSENT) {
        found[key] = note;
        any = true;
      }
    }
    return any;
  }

  /** Whether the item has a key, counted as they were given. */
  public boolean has(int key) {
    return found[key] != ABSENT;
  }

  /** The value of a key that the item has; the same object each time. */
  public AttributeValue value(int key) {
    AttributeValue value = values.get(key);
    value.read(index.payload(found[key]), index.notes().end(found[key]));
    return value;
  }
}
