package dev.konglightstep.core.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The same edits as {@link Rewriter}'s, done on protobuf's own messages. */
final class EditModel {
  private static final Set<String> ITEMS =
      Set.of(
          "Span",
          "LogRecord",
          "NumberDataPoint",
          "HistogramDataPoint",
          "ExponentialHistogramDataPoint",
          "SummaryDataPoint");

  private final IntPredicate kept;
  private final Set<String> removed;
  private final Set<String> everywhere;
  private final boolean adds;
  private int items;
  private int left;

  EditModel(IntPredicate kept, Set<String> removed, Set<String> everywhere, boolean adds) {
    this.kept = kept;
    this.removed = removed;
    this.everywhere = everywhere;
    this.adds = adds;
  }

  DynamicMessage edit(DynamicMessage message) {
    DynamicMessage.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (isAttributes(field)) {
        attributes(builder, field);
      } else if (field.isRepeated()) {
        repeated(builder, field);
      } else if (message.hasField(field) && !isValue(field.getMessageType())) {
        builder.setField(field, edit((DynamicMessage) message.getField(field)));
      }
    }
    if (adds && message.getDescriptorForType().getName().startsWith("Resource")) {
      addToResource(builder);
    }
    return builder.build();
  }

  private void repeated(DynamicMessage.Builder builder, FieldDescriptor field) {
    List<DynamicMessage> edited = new ArrayList<>();
    for (DynamicMessage each : messages(builder, field)) {
      if (ITEMS.contains(field.getMessageType().getName())) {
        if (kept.test(items++)) {
          left++;
          edited.add(edit(each));
        }
      } else {
        int itemsBefore = items;
        int leftBefore = left;
        DynamicMessage one = isValue(field.getMessageType()) ? each : edit(each);
        boolean envelope =
            field.getMessageType().getName().matches("(Resource|Scope)(Spans|Logs|Metrics)");
        if (!envelope || items == itemsBefore || left > leftBefore) {
          edited.add(one);
        }
      }
    }
    builder.setField(field, edited);
  }

  private void attributes(DynamicMessage.Builder builder, FieldDescriptor field) {
    Descriptor owner = builder.getDescriptorForType();
    boolean own = ITEMS.contains(owner.getName()) || owner.getName().equals("Resource");
    List<DynamicMessage> remaining = new ArrayList<>();
    for (DynamicMessage pair : messages(builder, field)) {
      String key = (String) pair.getField(pair.getDescriptorForType().findFieldByName("key"));
      if (!everywhere.contains(key) && !(own && removed.contains(key))) {
        remaining.add(pair);
      }
    }
    if (adds && Set.of("Span", "LogRecord").contains(owner.getName())) {
      remaining.add(added(field.getMessageType()));
    }
    builder.setField(field, remaining);
  }

  /** On the envelope, not on the Resource: where there is none, it comes into being. */
  private static void addToResource(DynamicMessage.Builder envelope) {
    FieldDescriptor resource = envelope.getDescriptorForType().findFieldByName("resource");
    if (resource == null) {
      return;
    }
    DynamicMessage.Builder builder = ((DynamicMessage) envelope.getField(resource)).toBuilder();
    FieldDescriptor attributes = builder.getDescriptorForType().findFieldByName("attributes");
    builder.addRepeatedField(attributes, added(attributes.getMessageType()));
    envelope.setField(resource, builder.build());
  }

  private static DynamicMessage added(Descriptor keyValue) {
    FieldDescriptor value = keyValue.findFieldByName("value");
    return DynamicMessage.newBuilder(keyValue)
        .setField(keyValue.findFieldByName("key"), "added")
        .setField(
            value,
            DynamicMessage.newBuilder(value.getMessageType())
                .setField(value.getMessageType().findFieldByName("string_value"), "yes")
                .build())
        .build();
  }

  /** Every field that the schema calls a string, through a function; for lenient messages. */
  static DynamicMessage mapTexts(
      DynamicMessage message, Descriptor strict, Function<Bytes, Bytes> map) {
    DynamicMessage.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      FieldDescriptor original = strict.findFieldByNumber(field.getNumber());
      boolean text = original.getType() == FieldDescriptor.Type.STRING;
      if (!text && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      Function<Object, Object> one =
          text
              ? value -> mapText((ByteString) value, map)
              : value -> mapTexts((DynamicMessage) value, original.getMessageType(), map);
      if (field.isRepeated()) {
        List<?> values = (List<?>) message.getField(field);
        builder.setField(field, values.stream().map(one).toList());
      } else if (message.hasField(field)) {
        builder.setField(field, one.apply(message.getField(field)));
      }
    }
    return builder.build();
  }

  private static ByteString mapText(ByteString text, Function<Bytes, Bytes> map) {
    return ByteString.copyFrom(map.apply(Bytes.of(text.toByteArray())).copy());
  }

  private static boolean isAttributes(FieldDescriptor field) {
    return field.isRepeated()
        && field.getMessageType().getName().equals("KeyValue")
        && !field.getContainingType().getName().equals("KeyValueList");
  }

  private static boolean isValue(Descriptor type) {
    return Set.of("AnyValue", "KeyValue").contains(type.getName());
  }

  @SuppressWarnings("unchecked")
  private static List<DynamicMessage> messages(
      DynamicMessage.Builder builder, FieldDescriptor field) {
    return (List<DynamicMessage>) builder.getField(field);
  }
}
