package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Writes requests as gateways write them: the same attributes in the same order, span after span,
 * with another value here, one more or one less there; and a few that no encoder writes among them.
 */
final class RepetitiveGenerator {
  private static final int SPAN_ATTRIBUTES = 9;
  private static final int NEW_KEYS = 300;

  private static final List<Bytes> ODD =
      List.of(
          // The value before the key; the key twice; a key alone; nothing; a value of two types.
          hex("12030a0161" + "0a07" + "64726f702e6d65"),
          hex("0a0161" + "0a07" + "64726f702e6d65" + "12030a0162"),
          hex("0a07" + "64726f702e6d65"),
          hex(""),
          hex("0a0163" + "12050a01611801"),
          // A list in a list; a length of two bytes that needs one.
          hex("0a0164" + "12082a060a042a020a00"),
          hex("0a0165" + "1283000a0161"));

  private final Random random;
  private final List<Bytes> usual = new ArrayList<>();

  RepetitiveGenerator(Random random) {
    this.random = random;
    for (int i = 0; i < 14; i++) {
      usual.add(attribute());
    }
  }

  Bytes traces() {
    Appender scope = new Appender();
    for (int i = random.nextInt(12); i >= 0; i--) {
      scope.message(2, span());
    }
    Bytes envelope = new Appender().message(2, scope.bytes()).bytes();
    return new Appender().message(1, envelope).bytes();
  }

  private Bytes span() {
    Appender span = new Appender().text(5, "kong").varint(6, 2);
    int from = random.nextInt(usual.size());
    int to = from + random.nextInt(usual.size() - from + 1);
    for (Bytes attribute : usual.subList(from, to)) {
      switch (random.nextInt(12)) {
        case 0 -> span.message(SPAN_ATTRIBUTES, attribute());
        case 1 -> span.message(SPAN_ATTRIBUTES, attribute).integer(7, 1);
        case 2 -> span.message(11, new Appender().message(3, attribute).bytes());
        case 3 -> {}
        default -> span.message(SPAN_ATTRIBUTES, attribute);
      }
    }
    return span.bytes();
  }

  private Bytes attribute() {
    return switch (random.nextInt(4)) {
      case 0 -> ODD.get(random.nextInt(ODD.size()));
      case 1 -> pair("new." + random.nextInt(NEW_KEYS));
      default -> pair(WireGenerator.TEXTS.get(random.nextInt(WireGenerator.TEXTS.size())));
    };
  }

  private Bytes pair(String key) {
    Appender value = new Appender();
    switch (random.nextInt(4)) {
      case 0 -> value.varint(3, random.nextLong());
      case 1 -> value.varint(2, random.nextInt(2));
      default -> value.message(1, Bytes.utf8("v".repeat(random.nextInt(3) * 70)));
    }
    return new Appender().message(1, Bytes.utf8(key)).message(2, value.bytes()).bytes();
  }

  private static Bytes hex(String hex) {
    return Bytes.of(HexFormat.of().parseHex(hex));
  }
}
