package dev.konglightstep.core.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A request's spans as bytes, cut out by protobuf. */
final class RawSpans {
  private RawSpans() {}

  static List<ByteString> of(Bytes request) throws InvalidProtocolBufferException {
    List<ByteString> spans = new ArrayList<>();
    for (ByteString resource : field(ByteString.copyFrom(request.copy()), 1)) {
      for (ByteString scope : field(resource, 2)) {
        spans.addAll(field(scope, 2));
      }
    }
    return spans;
  }

  private static List<ByteString> field(ByteString message, int number)
      throws InvalidProtocolBufferException {
    return UnknownFieldSet.parseFrom(message).getField(number).getLengthDelimitedList();
  }
}
