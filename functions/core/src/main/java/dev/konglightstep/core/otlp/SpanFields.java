package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The fields of one span at a time, as protobuf reads them: what stands last counts, and what is
 * not there is empty or 0 (opentelemetry-proto, {@code trace.proto}, Span). Ids may have any
 * length; texts may be invalid UTF-8.
 */
public final class SpanFields {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int TRACE_STATE = 3;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int END = 8;
  private static final int EVENT = Wire.tag(11, Wire.LEN);
  private static final int EVENT_NAME = Wire.tag(2, Wire.LEN);
  private static final Bytes EXCEPTION = Bytes.utf8("exception");
  private static final int STATUS = Wire.tag(15, Wire.LEN);
  private static final int STATUS_CODE = Wire.tag(3, Wire.VARINT);

  private static final VarHandle FIXED64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Tags as one byte, which is how they are usually written. */
  private static final byte KIND_TAG = KIND << 3 | Wire.VARINT;

  private static final byte START_TAG = START << 3 | Wire.I64;
  private static final byte END_TAG = END << 3 | Wire.I64;

  private static final byte ATTRIBUTE = MessageType.SPAN_ATTRIBUTES << 3 | Wire.LEN;

  private final Index index;
  private final Notes notes;
  private final byte[] bytes;
  private final WireCursor cursor;

  /** By field number; of the first five from and to in the upper and the lower half. */
  private final long[] fields = new long[END + 1];

  private int statusCode;
  private boolean exception;

  /** To be made once for a request of traces; nothing is read yet. */
  public SpanFields(Index index) {
    this.index = index;
    this.notes = index.notes();
    this.bytes = index.bytes();
    this.cursor = new WireCursor(Bytes.of(index.bytes()));
  }

  /** Reads another span; its attributes are stepped over by what the scan noted. */
  public void read(int span) {
    int owner = notes.item(span);
    int note = notes.first(owner);
    int end = notes.end(owner);
    Arrays.fill(fields, 0);
    statusCode = 0;
    exception = false;
    int at = index.payload(owner);
    while (at < end) {
      if (bytes[at] == ATTRIBUTE) {
        while (note < owner && notes.start(note) < at) {
          note += Notes.SIZE;
        }
        while (note < owner && notes.isPlainAttribute(note, at)) {
          at = notes.end(note);
          note += Notes.SIZE;
        }
      }
      at = at < end ? field(at, end) : end;
    }
  }

  public Bytes traceId() {
    return bytes(TRACE_ID);
  }

  public Bytes spanId() {
    return bytes(SPAN_ID);
  }

  /** W3C trace context's {@code tracestate}. */
  public Bytes traceState() {
    return bytes(TRACE_STATE);
  }

  /** Empty if it has none. That does not make it a root: Kong sends such spans for early errors. */
  public Bytes parentSpanId() {
    return bytes(PARENT_SPAN_ID);
  }

  public Bytes name() {
    return bytes(NAME);
  }

  /** The number of a SpanKind; 2 is a server. */
  public int kind() {
    return (int) fields[KIND];
  }

  /** In nanoseconds since 1970, unsigned. */
  public long startTime() {
    return fields[START];
  }

  /** In nanoseconds since 1970, unsigned; 0 where Kong ended a request early. */
  public long endTime() {
    return fields[END];
  }

  /** The number of a StatusCode; 2 is an error. */
  public int statusCode() {
    return statusCode;
  }

  /** Whether it has an event that tells of an exception ("Exceptions on spans"). */
  public boolean hasException() {
    return exception;
  }

  private Bytes bytes(int field) {
    int from = (int) (fields[field] >>> Integer.SIZE);
    return Bytes.of(index.bytes(), from, (int) fields[field] - from);
  }

  /** Reads the field that stands there; tells where it ends. */
  private int field(int at, int end) {
    int tag = bytes[at];
    int next = bytes[at + 1];
    if (tag == START_TAG || tag == END_TAG) {
      fields[Wire.field(tag)] = (long) FIXED64.get(bytes, at + 1);
      return at + 1 + Long.BYTES;
    }
    if (tag == KIND_TAG && next >= 0) {
      fields[KIND] = next;
      return at + 2;
    }
    if (tag > 0 && tag < KIND_TAG && Wire.type(tag) == Wire.LEN && next >= 0) {
      int from = at + 2;
      fields[Wire.field(tag)] = (long) from << Integer.SIZE | (from + next);
      return from + next;
    }
    cursor.seek(at, end);
    try {
      field();
    } catch (MalformedException e) {
      throw new IllegalStateException("a span that was scanned cannot be malformed", e);
    }
    return cursor.position();
  }

  private void field() throws MalformedException {
    int tag = cursor.readTag();
    int field = Wire.field(tag);
    int type = Wire.type(tag);
    if (field <= NAME && type == Wire.LEN) {
      int length = cursor.readLength();
      long from = cursor.position();
      cursor.skip(length);
      fields[field] = from << Integer.SIZE | cursor.position();
    } else if (field == KIND && type == Wire.VARINT) {
      fields[field] = cursor.readVarint();
    } else if ((field == START || field == END) && type == Wire.I64) {
      fields[field] = cursor.readFixed64();
    } else if (tag == STATUS) {
      status(cursor.end());
    } else if (tag == EVENT) {
      event(cursor.end());
    } else {
      cursor.skipPayload(tag);
    }
  }

  private void event(int outer) throws MalformedException {
    int length = cursor.readLength();
    int end = cursor.position() + length;
    cursor.seek(cursor.position(), end);
    boolean named = false;
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == EVENT_NAME) {
        named = cursor.readBytes().equals(EXCEPTION);
      } else {
        cursor.skipPayload(tag);
      }
    }
    exception |= named;
    cursor.seek(end, outer);
  }

  /** A status that stands twice is merged. */
  private void status(int outer) throws MalformedException {
    int length = cursor.readLength();
    int end = cursor.position() + length;
    cursor.seek(cursor.position(), end);
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == STATUS_CODE) {
        statusCode = (int) cursor.readVarint();
      } else {
        cursor.skipPayload(tag);
      }
    }
    cursor.seek(end, outer);
  }
}
