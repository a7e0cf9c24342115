package dev.konglightstep.core.policy.redaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Every string in a message of protobuf-java, and its bytes as Latin 1. */
final class ProtoTexts {
  private ProtoTexts() {}

  static List<String> of(Message message) {
    return texts(message).toList();
  }

  private static Stream<String> texts(Object value) {
    return switch (value) {
      case Message message -> message.getAllFields().values().stream().flatMap(ProtoTexts::texts);
      case Collection<?> values -> values.stream().flatMap(ProtoTexts::texts);
      case ByteString bytes -> Stream.of(bytes.toString(StandardCharsets.ISO_8859_1));
      case String text -> Stream.of(text);
      default -> Stream.empty();
    };
  }
}
