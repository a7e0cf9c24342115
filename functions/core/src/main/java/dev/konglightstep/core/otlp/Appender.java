package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;

/** Writes protobuf fields one after the other. */
public final class Appender {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An integer field; 0 is left out, as proto3 does. */
  public Appender integer(int field, long value) {
    return value == 0 ? this : varint(field, value);
  }

  /** An integer or bool field of a oneof, whose presence means something even if it is 0. */
  Appender varint(int field, long value) {
    varint(Wire.tag(field, Wire.VARINT));
    varint(value);
    return this;
  }

  /** Eight bytes, the lowest first, of a oneof. */
  Appender fixed64(int field, long value) {
    varint(Wire.tag(field, Wire.I64));
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  /** A string field; an empty one is left out, as proto3 does. */
  public Appender text(int field, String value) {
    return value.isEmpty() ? this : message(field, Bytes.utf8(value));
  }

  /** A message, string or bytes field, which may be empty. */
  public Appender message(int field, Bytes value) {
    varint(Wire.tag(field, Wire.LEN));
    varint(value.length());
    return raw(value);
  }

  /** Bytes that are fields already. */
  public Appender raw(Bytes fields) {
    out.write(fields.array(), fields.offset(), fields.length());
    return this;
  }

  public Bytes bytes() {
    return Bytes.of(out.toByteArray());
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
