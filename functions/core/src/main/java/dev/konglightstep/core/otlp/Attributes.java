package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.util.Arrays;

/**
 * Attributes that are put into requests, and a span's {@code trace_state}: encoded once, copied
 * wherever they go.
 */
public final class Attributes {
  public static final Attributes NONE = new Attributes(Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY);

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING_VALUE = 1;
  private static final int BOOL_VALUE = 2;
  private static final int INT_VALUE = 3;
  private static final int DOUBLE_VALUE = 4;
  private static final int TRACE_STATE = 3;

  private final Bytes forSpan;
  private final Bytes forLogRecord;
  private final Bytes forResource;

  private Attributes(Bytes forSpan, Bytes forLogRecord, Bytes forResource) {
    this.forSpan = forSpan;
    this.forLogRecord = forLogRecord;
    this.forResource = forResource;
  }

  public boolean isEmpty() {
    return forSpan.isEmpty();
  }

  /** In bytes, once they are in a span. */
  int size() {
    return forSpan.length();
  }

  /** These attributes and a text. */
  public Attributes text(String key, String value) {
    return with(key, new Appender().message(STRING_VALUE, Bytes.utf8(value)).bytes());
  }

  /** These attributes and a whole number. */
  public Attributes integer(String key, long value) {
    return with(key, new Appender().varint(INT_VALUE, value).bytes());
  }

  /** These attributes and a number. */
  public Attributes number(String key, double value) {
    return with(key, new Appender().fixed64(DOUBLE_VALUE, Double.doubleToLongBits(value)).bytes());
  }

  /** These attributes and a {@code trace_state}, which only spans get; an empty one is none. */
  public Attributes traceState(String value) {
    return new Attributes(
        new Appender().raw(forSpan).text(TRACE_STATE, value).bytes(), forLogRecord, forResource);
  }

  /** These attributes and others; of one key that both have, a reader may take either. */
  public Attributes and(Attributes others) {
    if (isEmpty() || others.isEmpty()) {
      return isEmpty() ? others : this;
    }
    return new Attributes(
        joined(forSpan, others.forSpan),
        joined(forLogRecord, others.forLogRecord),
        joined(forResource, others.forResource));
  }

  private static Bytes joined(Bytes first, Bytes second) {
    byte[] joined = Arrays.copyOf(first.copy(), first.length() + second.length());
    System.arraycopy(second.array(), second.offset(), joined, first.length(), second.length());
    return Bytes.of(joined);
  }

  /** These attributes and a truth value. */
  public Attributes truth(String key, boolean value) {
    return with(key, new Appender().varint(BOOL_VALUE, value ? 1 : 0).bytes());
  }

  /** As fields of the message that they are put into. */
  Bytes fields(MessageType owner) {
    if (isEmpty()) {
      return Bytes.EMPTY;
    }
    return switch (owner.attributesField()) {
      case MessageType.RESOURCE_ATTRIBUTES -> forResource;
      case MessageType.LOG_RECORD_ATTRIBUTES -> forLogRecord;
      case MessageType.SPAN_ATTRIBUTES -> forSpan;
      default -> throw new IllegalArgumentException("nothing is added to " + owner.protoName());
    };
  }

  private Attributes with(String key, Bytes value) {
    Bytes pair = new Appender().message(KEY, Bytes.utf8(key)).message(VALUE, value).bytes();
    return new Attributes(
        new Appender().raw(forSpan).message(MessageType.SPAN_ATTRIBUTES, pair).bytes(),
        new Appender().raw(forLogRecord).message(MessageType.LOG_RECORD_ATTRIBUTES, pair).bytes(),
        new Appender().raw(forResource).message(MessageType.RESOURCE_ATTRIBUTES, pair).bytes());
  }
}
