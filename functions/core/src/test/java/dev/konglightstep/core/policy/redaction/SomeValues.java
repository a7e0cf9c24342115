package dev.konglightstep.core.policy.redaction;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;

/** Values as protobuf-java has them, in short. */
final class SomeValues {
  private SomeValues() {}

  static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static KeyValue attribute(String key) {
    return attribute(key, string("value"));
  }

  static AnyValue string(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  static AnyValue mark(String rule) {
    return string("[masked:" + rule + "]");
  }

  static AnyValue bytes(String text) {
    return bytes(ByteString.copyFromUtf8(text));
  }

  static AnyValue bytes(ByteString bytes) {
    return AnyValue.newBuilder().setBytesValue(bytes).build();
  }

  static AnyValue array(AnyValue... values) {
    ArrayValue array = ArrayValue.newBuilder().addAllValues(List.of(values)).build();
    return AnyValue.newBuilder().setArrayValue(array).build();
  }

  static AnyValue list(KeyValue... attributes) {
    KeyValueList list = KeyValueList.newBuilder().addAllValues(List.of(attributes)).build();
    return AnyValue.newBuilder().setKvlistValue(list).build();
  }
}
