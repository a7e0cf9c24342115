package dev.konglightstep.core.policy.identity;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Identity as one would write it down, over protobuf-java's objects: claims by a table, parents by
 * a walk over all spans. It remembers every root for ever.
 */
final class NaiveIdentity {
  private static final String PREFIX = "iam.principal.";
  private final Map<String, Map<String, String>> byText;
  private final Map<ByteString, Map<String, String>> remembered = new HashMap<>();

  /**
   * Knows some.
   *
   * @param byText what a verified root is told, by the consumer's custom id
   */
  NaiveIdentity(Map<String, Map<String, String>> byText) {
    this.byText = byText;
  }

  /** What each span of a batch is told. */
  List<Map<String, String>> told(List<Span> batch) {
    batch.stream()
        .filter(NaiveIdentity::isRoot)
        .forEach(root -> remembered.put(key(root.getTraceId(), root.getSpanId()), ofRoot(root)));
    return batch.stream().map(span -> ofSpan(span, batch)).toList();
  }

  private Map<String, String> ofSpan(Span span, List<Span> batch) {
    if (isRoot(span)) {
      return ofRoot(span);
    }
    Set<Span> seen = new HashSet<>();
    Span at = span;
    while (seen.add(at)) {
      ByteString parent = key(at.getTraceId(), at.getParentSpanId());
      Optional<Span> there =
          batch.stream()
              .filter(other -> key(other.getTraceId(), other.getSpanId()).equals(parent))
              .findFirst();
      if (there.isEmpty()) {
        return child(remembered.getOrDefault(parent, Map.of()));
      }
      at = there.get();
      if (isRoot(at)) {
        return child(ofRoot(at));
      }
    }
    return Map.of();
  }

  private static Map<String, String> child(Map<String, String> root) {
    Map<String, String> child = new TreeMap<>(root);
    child.keySet().retainAll(Set.of("user.id", PREFIX + "arn", PREFIX + "status"));
    return child;
  }

  private Map<String, String> ofRoot(Span root) {
    Map<String, String> claims = new HashMap<>();
    for (KeyValue attribute : root.getAttributesList()) {
      claims.put(attribute.getKey(), attribute.getValue().getStringValue());
    }
    String customId = claims.get("kong.auth.consumer.custom_id");
    if (customId == null) {
      return Map.of();
    }
    boolean verified = claims.containsKey("kong.auth.credential.id");
    Map<String, String> told =
        new TreeMap<>(byText.getOrDefault(customId, Map.of(PREFIX + "status", "unknown")));
    told.put(PREFIX + "source", "kong.auth.consumer.custom_id");
    told.put(PREFIX + "assurance", verified ? "verified" : "claimed");
    if (!verified) {
      told.keySet().removeIf(name -> !name.startsWith(PREFIX));
    }
    return told;
  }

  private static boolean isRoot(Span span) {
    return span.getKind() == Span.SpanKind.SPAN_KIND_SERVER;
  }

  private static ByteString key(ByteString trace, ByteString span) {
    return trace.concat(span);
  }
}
