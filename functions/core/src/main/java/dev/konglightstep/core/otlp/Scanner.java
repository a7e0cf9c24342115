package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/** One walk over a request: the same loop for every message, led by {@link MessageType}. */
final class Scanner {
  private static final int MAX_VALUE_DEPTH = 64;

  private final Bytes request;
  private final WireCursor cursor;
  private MessageType inside = MessageType.ANY_VALUE;
  private int items;
  private int envelopes;
  private int invalidTexts;

  Scanner(Bytes request) {
    this.request = request;
    this.cursor = new WireCursor(request);
  }

  Scan scan(Signal signal) {
    try {
      fields(MessageType.request(signal), 0);
      return new Scan.Valid(new ExportRequest(signal, request, items, envelopes, invalidTexts));
    } catch (MalformedException e) {
      return new Scan.Malformed(inside.protoName() + ": " + e.what(), e.offset());
    }
  }

  /** All fields up to the cursor's end. */
  private void fields(MessageType type, int valueDepth) throws MalformedException {
    inside = type;
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      switch (type.payload(tag)) {
        case Payload.TEXT -> text();
        case Payload.ATTRIBUTE -> {
          int start = cursor.position();
          int length = cursor.readLength();
          if (PlainAttribute.isValid(
              cursor.array(), cursor.position(), cursor.position() + length)) {
            cursor.skip(length);
          } else {
            cursor.seek(start);
            message(type.child(tag), valueDepth);
            inside = type;
          }
        }
        case Payload.MESSAGE -> {
          message(type.child(tag), valueDepth);
          inside = type;
        }
        case Payload.PACKED_VARINTS -> packedVarints();
        case Payload.PACKED_I64 -> packedI64();
        default -> cursor.skipPayload(tag);
      }
    }
  }

  private void message(MessageType type, int outerDepth) throws MalformedException {
    int valueDepth = type == MessageType.ANY_VALUE ? outerDepth + 1 : outerDepth;
    if (valueDepth > MAX_VALUE_DEPTH) {
      throw new MalformedException("values nested deeper than " + MAX_VALUE_DEPTH, cursor.offset());
    }
    switch (type.role()) {
      case ENVELOPE -> envelopes++;
      case ITEM -> items++;
      case RESOURCE, SCOPED, PART -> {}
    }
    int outer = cursor.enter(cursor.readLength());
    fields(type, valueDepth);
    cursor.leave(outer);
  }

  private void text() throws MalformedException {
    int length = cursor.readLength();
    int from = cursor.position();
    cursor.skip(length);
    invalidTexts += Utf8.isValid(cursor.array(), from, from + length) ? 0 : 1;
  }

  private void packedVarints() throws MalformedException {
    int outer = cursor.enter(cursor.readLength());
    while (cursor.hasMore()) {
      cursor.readVarint();
    }
    cursor.leave(outer);
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
