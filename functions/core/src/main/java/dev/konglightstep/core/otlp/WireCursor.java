package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks the fields of a protobuf message without copying them. This is the trust boundary: every
 * length is checked against the end of the message it stands in before a byte is touched, every
 * call moves forward or throws, and a walk therefore ends.
 *
 * <pre>
 *   message := field*
 *   field   := tag payload                tag = number &lt;&lt; 3 | wire type, a varint
 *   payload := varint | 8 bytes | length bytes | field* end-group | 4 bytes
 * </pre>
 *
 * It accepts what protobuf-java accepts: over-long varints of up to ten bytes, of which a tag or a
 * length keeps the low 32 bits (CodedInputStream.readRawVarint32). A tenth byte that asks for an
 * eleventh is refused, as the specification has it; protobuf-java 4.36 lets that one through.
 */
public final class WireCursor {
  private static final VarHandle FIXED64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Groups within groups; nobody sends any, so the limit only stops an attack on the stack. */
  private static final int MAX_GROUP_DEPTH = 64;

  private static final int MAX_VARINT_BYTES = 10;

  /** Field 1, type 0; what is smaller, as one byte, names no field. */
  private static final int FIRST_TAG = 8;

  private final byte[] bytes;
  private final int start;
  private int position;
  private int end;

  public WireCursor(Bytes message) {
    this.bytes = message.array();
    this.start = message.offset();
    this.position = start;
    this.end = start + message.length();
  }

  public boolean hasMore() {
    return position < end;
  }

  /** Where the next byte stands, counted from the start of the message this cursor was made for. */
  public int offset() {
    return position - start;
  }

  /** The next field's tag. */
  public int readTag() throws MalformedException {
    int at = position;
    if (at < end && bytes[at] >= FIRST_TAG) {
      position = at + 1;
      return bytes[at];
    }
    int tag = (int) readVarint();
    if (Wire.field(tag) == 0) {
      throw new MalformedException("field number 0", at - start);
    }
    return tag;
  }

  public long readVarint() throws MalformedException {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    return readLongVarint();
  }

  /** The length of a payload, which lies within the message. */
  public int readLength() throws MalformedException {
    int at = position;
    if (at < end && bytes[at] >= 0 && bytes[at] < end - at) {
      position = at + 1;
      return bytes[at];
    }
    int length = (int) readVarint();
    if (length < 0) {
      throw new MalformedException("negative length", at - start);
    }
    if (length > end - position) {
      throw new MalformedException(
          "length " + length + " reaches past the end of its message", at - start);
    }
    return length;
  }

  /** Eight bytes, the lowest first. */
  long readFixed64() throws MalformedException {
    int at = position;
    skip(Long.BYTES);
    return (long) FIXED64.get(bytes, at);
  }

  /** The payload of a length-delimited field, shared. */
  public Bytes readBytes() throws MalformedException {
    int length = readLength();
    Bytes payload = Bytes.of(bytes, position, length);
    position += length;
    return payload;
  }

  /** Steps over that many bytes. */
  void skip(int count) throws MalformedException {
    if (count > end - position) {
      throw new MalformedException("message ends inside a field", position - start);
    }
    position += count;
  }

  /** Steps over the payload that follows this tag. */
  public void skipPayload(int tag) throws MalformedException {
    if (Wire.type(tag) == Wire.LEN) {
      skip(readLength());
    } else {
      skipPayload(tag, 0);
    }
  }

  private void skipPayload(int tag, int groups) throws MalformedException {
    switch (Wire.type(tag)) {
      case Wire.VARINT -> readVarint();
      case Wire.I64 -> skip(Long.BYTES);
      case Wire.LEN -> skip(readLength());
      case Wire.START_GROUP -> skipGroup(Wire.field(tag), groups + 1);
      case Wire.END_GROUP ->
          throw new MalformedException("end of a group that was not begun", position - start);
      case Wire.I32 -> skip(Integer.BYTES);
      default -> throw new MalformedException("wire type " + Wire.type(tag), position - start);
    }
  }

  private void skipGroup(int field, int depth) throws MalformedException {
    if (depth > MAX_GROUP_DEPTH) {
      throw new MalformedException(
          "groups nested deeper than " + MAX_GROUP_DEPTH, position - start);
    }
    while (hasMore()) {
      int tag = readTag();
      if (tag == Wire.tag(field, Wire.END_GROUP)) {
        return;
      }
      skipPayload(tag, depth);
    }
    throw new MalformedException("group without its end", position - start);
  }

  private long readLongVarint() throws MalformedException {
    int from = position;
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (position == end) {
        throw new MalformedException("message ends inside a varint", from - start);
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedException("varint longer than ten bytes", from - start);
  }

  /** An index into the array that is walked. */
  int position() {
    return position;
  }

  /** Where the message ends that is walked. */
  int end() {
    return end;
  }

  /** Goes to a place in the array, in a message that ends there. */
  void seek(int to, int messageEnd) {
    position = to;
    end = messageEnd;
  }
}
