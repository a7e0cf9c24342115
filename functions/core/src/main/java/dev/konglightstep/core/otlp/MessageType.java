package dev.konglightstep.core.otlp;

import java.util.Arrays;

/**
 * The messages of OTLP as a table: for each tag, what its payload is (opentelemetry-proto 1.11.0,
 * {@code opentelemetry/proto/*}). Scalars are not told from unknown fields, for a scalar is valid
 * wherever it ends; nor is a known number with another wire type, which protobuf treats as unknown.
 *
 * <p>All fields that matter have numbers up to 15 and so tags of one byte, which index the table.
 */
final class MessageType {
  private static final MessageType TRACES_REQUEST = new MessageType("ExportTraceServiceRequest");
  private static final MessageType LOGS_REQUEST = new MessageType("ExportLogsServiceRequest");
  private static final MessageType METRICS_REQUEST = new MessageType("ExportMetricsServiceRequest");
  static final MessageType ANY_VALUE = new MessageType("AnyValue");
  static final MessageType KEY_VALUE = new MessageType("KeyValue");

  static final int RESOURCE_ATTRIBUTES = 1;
  static final int LOG_RECORD_ATTRIBUTES = 6;
  static final int SPAN_ATTRIBUTES = 9;

  /** A tag of one byte, and with it a length or a number of one byte. */
  private static final int TAG = 1;

  private static final int HEAD = 2;

  /** All values of a byte; those with the highest bit are no tag of one byte. */
  private static final int BYTES = 256;

  static {
    MessageType keyValue = KEY_VALUE.text(1).message(2, ANY_VALUE);
    ANY_VALUE
        .text(1)
        .message(5, new MessageType("ArrayValue").message(1, ANY_VALUE))
        .message(6, new MessageType("KeyValueList").message(1, keyValue));
    MessageType resource =
        new MessageType("Resource")
            .as(Notes.RESOURCE)
            .attributes(RESOURCE_ATTRIBUTES, keyValue)
            .message(3, entityRef());
    MessageType scope =
        new MessageType("InstrumentationScope").text(1).text(2).attributes(3, keyValue);
    TRACES_REQUEST.message(
        1, enveloped("ResourceSpans", resource, "ScopeSpans", scope, span(keyValue)));
    LOGS_REQUEST.message(
        1, enveloped("ResourceLogs", resource, "ScopeLogs", scope, logRecord(keyValue)));
    METRICS_REQUEST.message(
        1, enveloped("ResourceMetrics", resource, "ScopeMetrics", scope, metric(keyValue)));
  }

  private final String name;
  private final byte[] payloads = new byte[BYTES];
  private final MessageType[] children = new MessageType[BYTES];
  private int kind = Notes.PART;
  private int attributesField;

  private MessageType(String name) {
    this.name = name;
    Arrays.fill(children, this);
    for (int tag = 0; tag < BYTES; tag++) {
      boolean odd = Wire.field(tag) == 0 || (byte) tag < 0;
      payloads[tag] = odd ? Payload.OTHER : Payload.skipped(Wire.type(tag));
    }
  }

  /** The Export request of a signal. */
  static MessageType request(Signal signal) {
    return switch (signal) {
      case TRACES -> TRACES_REQUEST;
      case LOGS -> LOGS_REQUEST;
      case METRICS -> METRICS_REQUEST;
    };
  }

  String protoName() {
    return name;
  }

  /** As what it is noted: one of the kinds of {@link Notes}. */
  int kind() {
    return kind;
  }

  /** The field number of the list of attributes, or 0 if there is none. */
  int attributesField() {
    return attributesField;
  }

  /** One of the constants of {@link Payload}. */
  byte payload(int tag) {
    return (tag & -BYTES) == 0 ? payloads[tag] : Payload.OTHER;
  }

  /**
   * Steps over the fields that need no look: ids, numbers, what is unknown. Stops at the first
   * other field, and at one that is written otherwise than usual.
   */
  int skip(byte[] bytes, int from, int end) {
    byte[] all = payloads;
    int at = from;
    int last = from;
    while (at < end - 1) {
      last = at;
      int payload = all[bytes[at] & 0xff];
      if (payload == Payload.BYTES) {
        int length = bytes[at + 1];
        if (length < 0) {
          return at;
        }
        at += HEAD + length;
      } else if (payload == Payload.FIXED64) {
        at += TAG + Long.BYTES;
      } else if (payload == Payload.VARINT && bytes[at + 1] >= 0) {
        at += HEAD;
      } else {
        return at;
      }
    }
    return at > end ? last : at;
  }

  /** The request's one known field. */
  MessageType envelope() {
    return children[Wire.tag(1, Wire.LEN)];
  }

  /** The span, log record or metric of an envelope. */
  MessageType item() {
    return children[Wire.tag(2, Wire.LEN)].children[Wire.tag(2, Wire.LEN)];
  }

  /** The resource of an envelope. */
  MessageType resource() {
    return children[Wire.tag(1, Wire.LEN)];
  }

  /** The message behind a tag whose payload is one. */
  MessageType child(int tag) {
    return children[tag];
  }

  private static MessageType enveloped(
      String outer, MessageType resource, String inner, MessageType scope, MessageType item) {
    MessageType scoped =
        new MessageType(inner).as(Notes.SCOPED).message(1, scope).message(2, item).text(3);
    return new MessageType(outer)
        .as(Notes.ENVELOPE)
        .message(1, resource)
        .message(2, scoped)
        .text(3);
  }

  private static MessageType entityRef() {
    return new MessageType("EntityRef").text(1).text(2).text(3).text(4);
  }

  private static MessageType span(MessageType keyValue) {
    MessageType event = new MessageType("Event").text(2).attributes(3, keyValue);
    MessageType link = new MessageType("Link").text(3).attributes(4, keyValue);
    return new MessageType("Span")
        .as(Notes.ITEM)
        .with(3, Payload.TRACE_STATE, MessageType.ANY_VALUE)
        .text(5)
        .attributes(SPAN_ATTRIBUTES, keyValue)
        .message(11, event)
        .message(13, link)
        .message(15, new MessageType("Status").text(2));
  }

  private static MessageType logRecord(MessageType keyValue) {
    return new MessageType("LogRecord")
        .as(Notes.ITEM)
        .text(3)
        .message(5, ANY_VALUE)
        .attributes(LOG_RECORD_ATTRIBUTES, keyValue)
        .text(12);
  }

  private static MessageType metric(MessageType keyValue) {
    MessageType exemplar = new MessageType("Exemplar").attributes(7, keyValue);
    MessageType number = point("NumberDataPoint").attributes(7, keyValue).message(5, exemplar);
    MessageType buckets = new MessageType("Buckets").packedVarints(2);
    MessageType histogram =
        point("HistogramDataPoint")
            .attributes(9, keyValue)
            .packedI64(6)
            .packedI64(7)
            .message(8, exemplar);
    MessageType exponential =
        point("ExponentialHistogramDataPoint")
            .attributes(1, keyValue)
            .message(8, buckets)
            .message(9, buckets)
            .message(11, exemplar);
    MessageType summary =
        point("SummaryDataPoint")
            .attributes(7, keyValue)
            .message(6, new MessageType("ValueAtQuantile"));
    return new MessageType("Metric")
        .text(1)
        .text(2)
        .text(3)
        .message(5, new MessageType("Gauge").message(1, number))
        .message(7, new MessageType("Sum").message(1, number))
        .message(9, new MessageType("Histogram").message(1, histogram))
        .message(10, new MessageType("ExponentialHistogram").message(1, exponential))
        .message(11, new MessageType("Summary").message(1, summary))
        .attributes(12, keyValue);
  }

  private static MessageType point(String name) {
    return new MessageType(name).as(Notes.ITEM);
  }

  private MessageType as(int as) {
    kind = as;
    return this;
  }

  private MessageType text(int field) {
    return with(field, Payload.TEXT, this);
  }

  private MessageType packedVarints(int field) {
    return with(field, Payload.PACKED_VARINTS, this);
  }

  private MessageType packedI64(int field) {
    return with(field, Payload.PACKED_I64, this);
  }

  private MessageType attributes(int field, MessageType keyValue) {
    attributesField = field;
    return with(field, Payload.ATTRIBUTE, keyValue);
  }

  private MessageType message(int field, MessageType child) {
    return with(field, Payload.MESSAGE, child);
  }

  private MessageType with(int field, byte payload, MessageType child) {
    payloads[Wire.tag(field, Wire.LEN)] = payload;
    children[Wire.tag(field, Wire.LEN)] = child;
    return this;
  }
}
