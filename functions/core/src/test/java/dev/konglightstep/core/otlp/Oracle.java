package dev.konglightstep.core.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What protobuf-java says of the same bytes: once as it is, and once with every string field read
 * as bytes, so that invalid UTF-8 alone refuses nothing.
 */
public final class Oracle {
  private static final int DEEPER_THAN_OURS = 1000;

  private static final Map<Signal, Descriptor> STRICT =
      new EnumMap<>(
          Map.of(
              Signal.TRACES, ExportTraceServiceRequest.getDescriptor(),
              Signal.LOGS, ExportLogsServiceRequest.getDescriptor(),
              Signal.METRICS, ExportMetricsServiceRequest.getDescriptor()));

  private static final Map<Signal, Descriptor> LENIENT = lenient();

  private Oracle() {}

  /** The request, or empty if protobuf-java refuses it. */
  public static Optional<DynamicMessage> strict(Signal signal, Bytes request) {
    return parse(descriptor(STRICT, signal), request);
  }

  /** The request with strings as bytes, or empty if it is no protobuf for any other reason. */
  static Optional<DynamicMessage> lenient(Signal signal, Bytes request) {
    return parse(descriptor(LENIENT, signal), request);
  }

  /** The Export request of a signal, as the protocol's own schema has it. */
  public static Descriptor type(Signal signal) {
    return descriptor(STRICT, signal);
  }

  private static Descriptor descriptor(Map<Signal, Descriptor> all, Signal signal) {
    Descriptor descriptor = all.get(signal);
    if (descriptor == null) {
      throw new AssertionError(signal);
    }
    return descriptor;
  }

  private static Optional<DynamicMessage> parse(Descriptor type, Bytes request) {
    try {
      CodedInputStream in =
          CodedInputStream.newInstance(request.array(), request.offset(), request.length());
      in.setRecursionLimit(DEEPER_THAN_OURS);
      DynamicMessage message = DynamicMessage.newBuilder(type).mergeFrom(in).build();
      in.checkLastTagWas(0);
      return Optional.of(message);
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<Signal, Descriptor> lenient() {
    Map<Signal, Descriptor> all = new EnumMap<>(Signal.class);
    STRICT.forEach(
        (signal, strict) ->
            all.put(signal, lenient(strict.getFile()).findMessageTypeByName(strict.getName())));
    return all;
  }

  private static FileDescriptor lenient(FileDescriptor file) {
    FileDescriptorProto.Builder proto = file.toProto().toBuilder();
    proto.getMessageTypeBuilderList().forEach(Oracle::textsToBytes);
    List<FileDescriptor> dependencies =
        file.getDependencies().stream().map(Oracle::lenient).toList();
    try {
      return FileDescriptor.buildFrom(proto.build(), dependencies.toArray(new FileDescriptor[0]));
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static void textsToBytes(DescriptorProto.Builder message) {
    for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
      if (field.getType() == FieldDescriptorProto.Type.TYPE_STRING) {
        field.setType(FieldDescriptorProto.Type.TYPE_BYTES);
      }
    }
    message.getNestedTypeBuilderList().forEach(Oracle::textsToBytes);
  }
}
