package dev.konglightstep.proxy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What roots are told of the callers in the recordings by a proxy that has no directory: written
 * down by hand for each claim there is in them.
 */
final class UnknownCallers {
  private static final String SERVER = "SPAN_KIND_SERVER";

  /** The claims in their order, and what their texts say by themselves. */
  private static final Map<String, Map<String, List<String>>> CLAIMS = claims();

  private UnknownCallers() {}

  private static Map<String, Map<String, List<String>>> claims() {
    Map<String, Map<String, List<String>>> claims = new LinkedHashMap<>();
    claims.put(
        "kong.auth.consumer.custom_id",
        Map.of(
            "arn:aws:iam::123456789012:role/orders-client",
            List.of("type", "role", "account_id", "123456789012"),
            "arn:aws:iam::111122223333:user/teams/payments/alice",
            List.of("type", "user", "account_id", "111122223333"),
            "arn:aws:sts::123456789012:assumed-role/orders-client/session-1",
            List.of(
                "type",
                "assumed-role",
                "account_id",
                "123456789012",
                "session_name",
                "session-1")));
    claims.put(
        "aws.lattice.identity",
        Map.of(
            "Principal=arn:aws:sts::123456789012:assumed-role/checkout-svc/i-0abc;"
                + " PrincipalOrgID=o-abc123;"
                + " SourceVpcArn=arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1; Type=AWS_IAM",
            List.of(
                "type", "assumed-role", "account_id", "123456789012", "session_name", "i-0abc")));
    claims.put("aws.alb.oidc.subject", Map.of());
    claims.put(
        "aws.sigv4.access_key_id",
        Map.of(
            "ASIAY34FZKBOKMUTVV7A",
            List.of("account_id", "609629065308"),
            "AKIARZPUZDIKGB2VALC4",
            List.of("account_id", "123456789012")));
    claims.put("kong.auth.consumer.id", Map.of());
    return claims;
  }

  /** Whether any span has a claim. */
  static boolean areIn(ExportTraceServiceRequest request) {
    return request.toString().contains("kong.auth.consumer.")
        || request.toString().contains("aws.");
  }

  /** A batch without any claim. */
  static Bytes without(Bytes batch) {
    try {
      ExportTraceServiceRequest.Builder request =
          ExportTraceServiceRequest.parseFrom(batch.copy()).toBuilder();
      for (Span.Builder span : spans(request)) {
        List<KeyValue> kept =
            span.getAttributesList().stream().filter(pair -> !isClaim(pair.getKey())).toList();
        span.clearAttributes().addAllAttributes(kept);
      }
      return Bytes.of(request.build().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isClaim(String key) {
    return key.startsWith("kong.auth.") || key.startsWith("aws.");
  }

  /** Tells the roots of a request; the spans below them are not told that nothing is known. */
  static void tell(ExportTraceServiceRequest.Builder request) {
    spans(request).stream()
        .filter(span -> span.getKind().name().equals(SERVER))
        .forEach(UnknownCallers::tellRoot);
  }

  private static void tellRoot(Span.Builder root) {
    Map<String, String> there = new LinkedHashMap<>();
    root.getAttributesList()
        .forEach(pair -> there.put(pair.getKey(), pair.getValue().getStringValue()));
    for (String claim : CLAIMS.keySet()) {
      if (there.containsKey(claim)) {
        List<String> said = CLAIMS.get(claim).getOrDefault(there.get(claim), List.of());
        for (int i = 0; i < said.size(); i += 2) {
          tell(root, said.get(i), said.get(i + 1));
        }
        boolean verified =
            claim.startsWith("kong.") && there.containsKey("kong.auth.credential.id");
        tell(root, "status", "unknown");
        tell(root, "source", claim);
        tell(root, "assurance", verified ? "verified" : "claimed");
        return;
      }
    }
  }

  private static void tell(Span.Builder span, String name, String value) {
    span.addAttributes(
        KeyValue.newBuilder()
            .setKey("iam.principal." + name)
            .setValue(AnyValue.newBuilder().setStringValue(value)));
  }

  private static List<Span.Builder> spans(ExportTraceServiceRequest.Builder request) {
    return request.getResourceSpansBuilderList().stream()
        .flatMap(resource -> resource.getScopeSpansBuilderList().stream())
        .flatMap(scope -> scope.getSpansBuilderList().stream())
        .toList();
  }
}
