package dev.konglightstep.core.policy.redaction;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Writes requests with planted texts in every place that protobuf's own descriptors know for one,
 * also where a later occurrence hides it: singular fields twice, two members of one value, two keys
 * of one attribute; the fields in any order and the lengths longer than they must be.
 */
final class PlantedRequests {
  private static final int LEN = 2;
  private static final int DEEPEST = 62;

  /** From there on no attribute has a key that matters: one above it says what goes. */
  private static final int UNDER_KEYS = 2;

  private static final List<String> SECRET_KEYS =
      List.of("db_password", "clientSecret", "x-auth-token", "a.api_key", "PWD", "private-key");
  private static final List<String> URLS = List.of("http.url", "url.full", "http.target");
  private static final List<String> STATEMENTS = List.of("db.statement", "db.query.text");

  private final Random random;
  private final Planter planter;
  private final boolean secrets;
  private final boolean twoKeys;

  /**
   * For one request.
   *
   * @param secrets whether there are attributes that must be masked by their keys
   * @param twoKeys whether some of them have two keys, of which protobuf knows the last only
   */
  PlantedRequests(Random random, Planter planter, boolean secrets, boolean twoKeys) {
    this.random = random;
    this.planter = planter;
    this.secrets = secrets;
    this.twoKeys = twoKeys;
  }

  Bytes request(Descriptor type) {
    return Bytes.of(message(type, 0));
  }

  private byte[] message(Descriptor type, int depth) {
    if (type.getName().equals("KeyValue")) {
      return attribute(0);
    }
    if (type.getName().equals("AnyValue")) {
      return value(planter::text, 0);
    }
    List<byte[]> fields = new ArrayList<>();
    for (FieldDescriptor field : type.getFields()) {
      int least = depth < 3 ? 1 : 0;
      for (int times = least + random.nextInt(2); times > 0; times--) {
        switch (field.getType()) {
          case MESSAGE -> fields.add(field(field, message(field.getMessageType(), depth + 1)));
          case STRING -> fields.add(field(field.getNumber(), utf8(planter.text())));
          default -> {}
        }
      }
    }
    return shuffled(fields);
  }

  private byte[] attribute(int depth) {
    return switch (secrets ? random.nextInt(9) : -1) {
      case 0 -> attribute(List.of(one(SECRET_KEYS)), values(this::bareValue));
      case 1 -> attribute(secretKeys(), values(this::bareValue));
      case 2 -> attribute(List.of(one(URLS)), values(() -> list(this::url)));
      case 3 -> attribute(List.of("url.query"), values(() -> list(() -> "a=" + planter.bare())));
      case 4 -> attribute(List.of(one(STATEMENTS)), values(() -> list(this::statement)));
      case 5 -> attribute(List.of("db.query.parameter.0"), values(this::bareValue));
      default -> attribute(List.of(planter.text()), values(() -> value(planter::text, depth)));
    };
  }

  /** A key that names a secret, and perhaps another one before or behind it. */
  private List<String> secretKeys() {
    List<String> keys = new ArrayList<>(List.of(one(SECRET_KEYS)));
    if (twoKeys) {
      keys.add(planter.word());
      Collections.shuffle(keys, random);
    }
    return keys;
  }

  private byte[] attribute(List<String> keys, List<byte[]> values) {
    List<byte[]> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(field(1, utf8(key))));
    values.forEach(value -> fields.add(field(2, value)));
    return shuffled(fields);
  }

  private List<byte[]> values(Supplier<byte[]> value) {
    return random.nextInt(4) == 0 ? List.of(value.get(), value.get()) : List.of(value.get());
  }

  private String url() {
    return "/" + planter.word() + one(List.of("?a=", "?", "#")) + planter.bare();
  }

  private String statement() {
    return "select " + planter.word() + " from a where b='" + planter.bare() + "' and c in ('d')";
  }

  private byte[] bareValue() {
    return value(planter::bare, UNDER_KEYS);
  }

  /** A text, or some in an array; of them keys do not change. */
  private byte[] list(Supplier<String> text) {
    return random.nextInt(3) == 0
        ? field(5, join(List.of(field(1, leaf(text)), field(1, leaf(text)))))
        : leaf(text);
  }

  private byte[] value(Supplier<String> text, int depth) {
    if (depth == 0 && random.nextInt(20) == 0) {
      return deep(text, 1 + random.nextInt(DEEPEST));
    }
    return switch (depth > 3 ? 0 : random.nextInt(6)) {
      case 0, 1, 2 -> leaf(text);
      case 3 -> field(5, field(1, value(text, depth + 1)));
      case 4 -> join(List.of(leaf(text), leaf(text)));
      default -> field(6, field(1, listed(text, depth + 1)));
    };
  }

  private byte[] deep(Supplier<String> text, int levels) {
    byte[] value = leaf(text);
    for (int i = 0; i < levels; i++) {
      value =
          random.nextBoolean()
              ? field(5, field(1, value))
              : field(6, field(1, attribute(List.of("k"), List.of(value))));
    }
    return value;
  }

  private byte[] listed(Supplier<String> text, int depth) {
    return depth > UNDER_KEYS || random.nextBoolean()
        ? attribute(List.of("k"), List.of(value(text, depth)))
        : attribute(depth);
  }

  /** A string, or bytes that are one. */
  private byte[] leaf(Supplier<String> text) {
    return field(random.nextInt(3) == 0 ? 7 : 1, utf8(text.get()));
  }

  private byte[] field(FieldDescriptor field, byte[] payload) {
    return field(field.getNumber(), payload);
  }

  private byte[] field(int number, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, number << 3 | LEN);
    varint(out, payload.length);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** With up to two bytes more than it needs. */
  private void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    int padding = random.nextInt(10) == 0 ? random.nextInt(3) : 0;
    while (rest > 0x7f || padding > 0) {
      out.write((rest & 0x7f) | 0x80);
      padding -= rest > 0x7f ? 0 : 1;
      rest >>>= 7;
    }
    out.write(rest);
  }

  private byte[] shuffled(List<byte[]> fields) {
    Collections.shuffle(fields, random);
    return join(fields);
  }

  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String one(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
