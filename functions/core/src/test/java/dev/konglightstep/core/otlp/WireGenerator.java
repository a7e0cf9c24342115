package dev.konglightstep.core.otlp;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Writes requests that protobuf allows and no encoder writes: fields in any order, singular ones
 * twice, unknown ones, groups, known numbers with another wire type, over-long varints. It knows
 * the messages from protobuf's own descriptors.
 */
final class WireGenerator {
  static final List<String> TEXTS =
      List.of(
          "", "secret", "lightstep.access_token", "drop.me", "http.url", "kéy", "a".repeat(130));

  private static final byte[][] INVALID = {
    {(byte) 0xff}, {'a', (byte) 0xc3}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'z'},
  };

  private final Random random;
  private final boolean invalidTexts;

  WireGenerator(Random random, boolean invalidTexts) {
    this.random = random;
    this.invalidTexts = invalidTexts;
  }

  Bytes request(Descriptor type) {
    return Bytes.of(message(type, 0));
  }

  private byte[] message(Descriptor type, int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<FieldDescriptor> fields = type.getFields();
    int count = depth > 9 ? 0 : random.nextInt(depth < 4 ? 6 : 4);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(12) == 0) {
        unknown(out, 17 + random.nextInt(3000), 0);
      } else {
        field(out, fields.get(random.nextInt(fields.size())), depth);
      }
    }
    return out.toByteArray();
  }

  private void field(ByteArrayOutputStream out, FieldDescriptor field, int depth) {
    if (random.nextInt(40) == 0) {
      unknown(out, field.getNumber(), field.getLiteType().getWireType());
      return;
    }
    switch (field.getType()) {
      case MESSAGE -> payload(out, field, message(field.getMessageType(), depth + 1));
      case STRING -> payload(out, field, text());
      case BYTES -> payload(out, field, bytes());
      default -> scalar(out, field);
    }
  }

  private void scalar(ByteArrayOutputStream out, FieldDescriptor field) {
    int wireType = field.getLiteType().getWireType();
    if (field.isPackable() && random.nextBoolean()) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      for (int i = random.nextInt(4); i > 0; i--) {
        value(packed, wireType);
      }
      payload(out, field, packed.toByteArray());
    } else {
      varint(out, field.getNumber() << 3 | wireType);
      value(out, wireType);
    }
  }

  /** A field of a wire type that the schema does not expect there. */
  private void unknown(ByteArrayOutputStream out, int number, int expected) {
    int wireType = List.of(0, 1, 3, 5).get(random.nextInt(4));
    if (wireType == expected) {
      return;
    }
    varint(out, number << 3 | wireType);
    if (wireType == Wire.START_GROUP) {
      varint(out, 5 << 3);
      value(out, Wire.VARINT);
      varint(out, number << 3 | Wire.END_GROUP);
    } else {
      value(out, wireType);
    }
  }

  private void value(ByteArrayOutputStream out, int wireType) {
    switch (wireType) {
      case Wire.VARINT -> varint(out, random.nextBoolean() ? random.nextInt(3) : random.nextLong());
      case Wire.I64 -> out.writeBytes(random(8));
      default -> out.writeBytes(random(4));
    }
  }

  private void payload(ByteArrayOutputStream out, FieldDescriptor field, byte[] payload) {
    varint(out, field.getNumber() << 3 | Wire.LEN);
    varint(out, payload.length);
    out.writeBytes(payload);
  }

  private byte[] text() {
    return invalidTexts && random.nextInt(4) == 0
        ? INVALID[random.nextInt(INVALID.length)]
        : TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    return random(List.of(16, 8, 0, 3).get(random.nextInt(4)));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void varint(ByteArrayOutputStream out, long value) {
    int padding = random.nextInt(20) == 0 ? random.nextInt(4) : 0;
    long rest = value;
    int written = 1;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
      written++;
    }
    padding = Math.min(padding, 10 - written);
    out.write((int) rest | (padding > 0 ? 0x80 : 0));
    for (int i = 1; i <= padding; i++) {
      out.write(i < padding ? 0x80 : 0);
    }
  }
}
