package dev.konglightstep.core.otlp;

import java.util.Arrays;

/**
 * Where things stand in a request, written down by the one scan: every attribute, every message
 * that may be edited, every string that is not UTF-8, every {@code trace_state}. Four numbers each,
 * no objects:
 *
 * <pre>
 *   note := kind + 8 * key   what it is; of an attribute also its key, as {@link Keys} counts
 *           start            where its tag stands; of a text where its length stands
 *           end              behind its payload
 *           first            the first note inside it, or the note itself if there is none
 * </pre>
 *
 * A message is noted when it ends, so its note follows the notes inside it: read from the last note
 * to the first, each comes after what follows it in the request. Positions are indexes into the
 * request's array; notes are called by their index here.
 */
final class Notes {
  static final int SIZE = 4;
  static final int START = 1;
  static final int END = 2;
  static final int FIRST = 3;

  /** A KeyValue in a list of attributes. */
  static final int ATTRIBUTE = 0;

  /** ResourceSpans, ResourceLogs, ResourceMetrics. */
  static final int ENVELOPE = 1;

  /** ScopeSpans, ScopeLogs, ScopeMetrics. */
  static final int SCOPED = 2;

  static final int RESOURCE = 3;

  /** A span, a log record, a data point. */
  static final int ITEM = 4;

  /** Any other message; noted only if there are notes inside it. */
  static final int PART = 5;

  /** A string that is not UTF-8. */
  static final int TEXT = 6;

  /** A span's {@code trace_state}. */
  static final int TRACE_STATE = 7;

  private static final int KIND_BITS = 3;
  private static final int KINDS = (1 << KIND_BITS) - 1;

  /** Kong's batches have a note for about 52 bytes. */
  private static final int BYTES_FOR_A_NUMBER = 12;

  private static final int BYTES_FOR_AN_ITEM = 128;

  private static final int LEAST = 64;

  private int[] numbers;
  private int size;
  private int[] items;
  private int itemCount;
  private int messages;

  /** Room for what a request of that many bytes usually needs. */
  Notes(int bytes) {
    this.numbers = new int[LEAST + bytes / BYTES_FOR_A_NUMBER];
    this.items = new int[LEAST + bytes / BYTES_FOR_AN_ITEM];
  }

  /** Where the next note will stand. */
  int next() {
    return size;
  }

  /** Writes one down. */
  void add(int head, int start, int end, int first) {
    int at = size;
    int[] into = at + SIZE <= numbers.length ? numbers : grow();
    into[at] = head;
    into[at + START] = start;
    into[at + END] = end;
    into[at + FIRST] = first;
    size = at + SIZE;
  }

  /**
   * Writes down again, that many bytes later, the plain attributes that stand one behind the other
   * from a note on, as long as they end in time and there is room without growing.
   *
   * @return the first note that was not repeated
   */
  int repeat(int from, int shift, int until) {
    int[] all = numbers;
    int last = size;
    int note = from;
    int at = start(from);
    int into = size;
    while (note < last
        && into + SIZE <= all.length
        && all[note + END] <= until
        && isPlainAttribute(all, note, at)) {
      at = all[note + END];
      all[into] = all[note];
      all[into + START] = all[note + START] + shift;
      all[into + END] = at + shift;
      all[into + FIRST] = into;
      into += SIZE;
      note += SIZE;
    }
    size = into;
    return note;
  }

  /** Whether the note is one, of an attribute that starts there, without notes inside it. */
  boolean isPlainAttribute(int note, int at) {
    return note < size && isPlainAttribute(numbers, note, at);
  }

  private static boolean isPlainAttribute(int[] all, int note, int at) {
    return all[note + START] == at && kind(all[note]) == ATTRIBUTE && all[note + FIRST] == note;
  }

  /** Writes down a message that ends; an item gets a number of its own too. */
  void addMessage(int kind, int start, int end, int first) {
    if (kind == ITEM) {
      addItem();
    } else if (kind == PART && first == size) {
      return;
    }
    messages++;
    add(kind, start, end, first);
  }

  private void addItem() {
    if (itemCount == items.length) {
      items = Arrays.copyOf(items, 2 * itemCount);
    }
    items[itemCount++] = size;
  }

  /** How many messages were written down. */
  int messages() {
    return messages;
  }

  int items() {
    return itemCount;
  }

  /** The note of an item. */
  int item(int item) {
    return items[item];
  }

  private int[] grow() {
    numbers = Arrays.copyOf(numbers, numbers.length + (numbers.length >> 1));
    return numbers;
  }

  /** All notes, to be read only: for loops that cannot afford a call for each number. */
  int[] numbers() {
    return numbers;
  }

  int head(int note) {
    return numbers[note];
  }

  int start(int note) {
    return numbers[note + START];
  }

  int end(int note) {
    return numbers[note + END];
  }

  int first(int note) {
    return numbers[note + FIRST];
  }

  /** The note before this one and all that is inside this one. */
  int before(int note) {
    return numbers[note + FIRST] - SIZE;
  }

  static int attribute(int key) {
    return ATTRIBUTE | key << KIND_BITS;
  }

  static int kind(int head) {
    return head & KINDS;
  }

  static int key(int head) {
    return head >>> KIND_BITS;
  }
}
