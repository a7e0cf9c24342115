package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * One walk over a request: the same loop for every message, led by {@link MessageType}. It takes
 * the fields that are written as every encoder writes them at one look; any other field goes
 * through {@link WireCursor}, which knows all that is allowed and says what is wrong.
 */
final class Scanner {
  private static final int MAX_VALUE_DEPTH = 64;
  private static final int KEY = Wire.tag(1, Wire.LEN);

  private final Bytes request;
  private final byte[] bytes;
  private final WireCursor cursor;
  private final Notes notes;
  private final Keys keys;
  private final AttributeScanner attributes;
  private MessageType inside = MessageType.ANY_VALUE;
  private int envelopes;
  private int invalidTexts;

  Scanner(Bytes request) {
    this.request = request;
    this.bytes = request.array();
    this.cursor = new WireCursor(request);
    this.notes = new Notes(request.length());
    this.keys = new Keys(bytes);
    this.attributes = new AttributeScanner(bytes, notes, keys);
  }

  Scan scan(Signal signal) {
    try {
      int start = request.offset();
      fields(MessageType.request(signal), start, start + request.length(), 0);
      Index index = new Index(bytes, notes, keys);
      return new Scan.Valid(new ExportRequest(signal, request, index, envelopes, invalidTexts));
    } catch (MalformedException e) {
      return new Scan.Malformed(inside.protoName() + ": " + e.what(), e.offset());
    }
  }

  /** All fields of a message. */
  private void fields(MessageType type, int from, int end, int depth) throws MalformedException {
    int at = type.skip(bytes, from, end);
    while (at < end) {
      int next = usual(type, at, end, depth);
      if (next == at) {
        next = field(type, at, end, depth);
      }
      at = type.skip(bytes, next, end);
    }
  }

  /** Where the field ends that stands here if it is written as usual; else here. */
  private int usual(MessageType type, int at, int end, int depth) throws MalformedException {
    int tag = bytes[at];
    return switch (at + 1 == end ? Payload.OTHER : type.payload(tag)) {
      case Payload.TEXT -> text(at, end);
      case Payload.ATTRIBUTE -> attributes.scan(at, end);
      case Payload.MESSAGE -> message(type.child(tag), at, end, depth);
      default -> at;
    };
  }

  private int message(MessageType type, int at, int end, int depth) throws MalformedException {
    int start = at + 2;
    int length = bytes[at + 1];
    if (length < 0 && start < end) {
      length = (length & 0x7f) | (bytes[start++] << 7);
    }
    int to = start + length;
    if (length < 0 || to > end || type == MessageType.ANY_VALUE) {
      return at;
    }
    int first = notes.next();
    int done = flat(type, start, to);
    if (done < to) fields(type, done, to, depth);
    int kind = type.kind();
    envelopes += kind == Notes.ENVELOPE ? 1 : 0;
    notes.addMessage(kind, at, to, first);
    return to;
  }

  /** Steps over what holds no message and is written as usual. */
  private int flat(MessageType type, int from, int end) {
    int at = type.skip(bytes, from, end);
    while (at < end - 1) {
      int payload = type.payload(bytes[at]);
      int next = at;
      if (payload == Payload.TEXT) {
        next = text(at, end);
      } else if (payload == Payload.ATTRIBUTE) {
        next = attributes.scan(at, end);
      }
      if (next == at) {
        return at;
      }
      at = type.skip(bytes, next, end);
    }
    return at;
  }

  /** Where the ASCII text ends that has its tag here; else here. */
  private int text(int at, int end) {
    if (bytes[at + 1] < 0) {
      return at;
    }
    int to = at + 2 + bytes[at + 1];
    return to <= end && Utf8.isAscii(bytes, at + 2, to) ? to : at;
  }

  /** Any field, however it is written; tells where it ends. */
  private int field(MessageType type, int at, int end, int depth) throws MalformedException {
    inside = type;
    cursor.seek(at, end);
    int tag = cursor.readTag();
    switch (type.payload(tag)) {
      case Payload.TEXT -> text();
      case Payload.ATTRIBUTE -> {
        int first = notes.next();
        message(type.child(tag), depth);
        int to = cursor.position();
        notes.add(Notes.attribute(key(at, to)), at, to, first);
        cursor.seek(to, end);
      }
      case Payload.MESSAGE -> message(type.child(tag), at, depth);
      case Payload.TRACE_STATE -> {
        int first = notes.next();
        text();
        notes.add(Notes.TRACE_STATE, at, cursor.position(), first);
      }
      case Payload.PACKED_VARINTS -> packedVarints();
      case Payload.PACKED_I64 -> packedI64();
      default -> cursor.skipPayload(tag);
    }
    inside = type;
    return cursor.position();
  }

  private void message(MessageType type, int at, int depth) throws MalformedException {
    int first = notes.next();
    message(type, depth);
    envelopes += type.kind() == Notes.ENVELOPE ? 1 : 0;
    notes.addMessage(type.kind(), at, cursor.position(), first);
  }

  private void message(MessageType type, int outerDepth) throws MalformedException {
    int depth = type == MessageType.ANY_VALUE ? outerDepth + 1 : outerDepth;
    if (depth > MAX_VALUE_DEPTH) {
      throw new MalformedException("values nested deeper than " + MAX_VALUE_DEPTH, cursor.offset());
    }
    int length = cursor.readLength();
    int from = cursor.position();
    fields(type, from, from + length, depth);
    cursor.seek(from + length, from + length);
  }

  /** The number of the effective key of an attribute that was found valid. */
  private int key(int at, int end) throws MalformedException {
    cursor.seek(at, end);
    cursor.readTag();
    cursor.readLength();
    int from = end;
    int to = end;
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == KEY) {
        int length = cursor.readLength();
        from = cursor.position();
        to = from + length;
        cursor.skip(length);
      } else {
        cursor.skipPayload(tag);
      }
    }
    int known = keys.number(from, to);
    return known < 0 ? keys.another(from, to) : known;
  }

  private void text() throws MalformedException {
    int start = cursor.position();
    int length = cursor.readLength();
    int from = cursor.position();
    cursor.skip(length);
    if (!Utf8.isValid(bytes, from, from + length)) {
      invalidTexts++;
      notes.add(Notes.TEXT, start, from + length, notes.next());
    }
  }

  private void packedVarints() throws MalformedException {
    int length = cursor.readLength();
    int end = cursor.position() + length;
    cursor.seek(cursor.position(), end);
    while (cursor.hasMore()) {
      cursor.readVarint();
    }
  }

  private void packedI64() throws MalformedException {
    int at = cursor.offset();
    int length = cursor.readLength();
    if (length % Long.BYTES != 0) {
      throw new MalformedException("packed numbers of 8 bytes in " + length + " bytes", at);
    }
    cursor.skip(length);
  }
}
