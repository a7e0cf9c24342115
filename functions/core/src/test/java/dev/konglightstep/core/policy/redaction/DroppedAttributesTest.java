package dev.konglightstep.core.policy.redaction;

import static dev.konglightstep.core.policy.redaction.SomeValues.array;
import static dev.konglightstep.core.policy.redaction.SomeValues.attribute;
import static dev.konglightstep.core.policy.redaction.SomeValues.list;
import static dev.konglightstep.core.policy.redaction.SomeValues.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Glob;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.Principals;
import dev.konglightstep.core.policy.identity.Identity;
import dev.konglightstep.core.policy.sampling.RememberedTraces;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes that go whole, in each list of attributes that spans and logs have. */
class DroppedAttributesTest {
  private static final List<Glob> NONE = List.of();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "introspection.source",
        "http.request.header.authorization",
        "Authorization",
        "http.request.header.Proxy-Authorization",
        "http.request.header.cookie",
        "http.response.header.set-cookie",
        "http.request.header.set_cookie",
        "x-api-key",
        "X-Amz-Security-Token",
        "x-ingest-key",
        "lightstep-access-token",
      })
  void finish_credentialHeader_goesEverywhere(String key) throws Exception {
    assertThat(sentSpans(attribute(key), NONE, Optional.empty())).isEqualTo(spans(List.of()));
    assertThat(sentLogs(attribute(key), NONE, Optional.empty())).isEqualTo(logs(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "introspection.sources",
        "authorization.type",
        "kong.auth.consumer.id",
        "cookies",
        "x-api"
      })
  void finish_otherKey_stays(String key) throws Exception {
    KeyValue attribute = attribute(key);

    assertThat(sentSpans(attribute, NONE, Optional.empty())).isEqualTo(spans(List.of(attribute)));
    assertThat(sentLogs(attribute, NONE, Optional.empty())).isEqualTo(logs(List.of(attribute)));
  }

  @Test
  void finish_dropped_goesEverywhere() throws Exception {
    List<Glob> drop = List.of(Glob.of("user.*"));

    for (KeyValue gone :
        List.of(attribute("user.name"), attribute("user.tags", array(list(attribute("a")))))) {
      assertThat(sentSpans(gone, drop, Optional.empty())).isEqualTo(spans(List.of()));
      assertThat(sentLogs(gone, drop, Optional.empty())).isEqualTo(logs(List.of()));
    }
    assertThat(sentSpans(attribute("user"), drop, Optional.empty()))
        .isEqualTo(spans(List.of(attribute("user"))));
  }

  @Test
  void finish_keep_letsNothingElseThrough() throws Exception {
    Optional<List<Glob>> keep = Optional.of(List.of(Glob.of("http.*"), Glob.of("user")));

    for (String key : List.of("http.route", "user")) {
      assertThat(sentSpans(attribute(key), NONE, keep)).isEqualTo(spans(List.of(attribute(key))));
      assertThat(sentLogs(attribute(key), NONE, keep)).isEqualTo(logs(List.of(attribute(key))));
    }
    for (String key : List.of("http", "users", "other", "", "introspection.source")) {
      assertThat(sentSpans(attribute(key), NONE, keep)).isEqualTo(spans(List.of()));
      assertThat(sentLogs(attribute(key), NONE, keep)).isEqualTo(logs(List.of()));
    }
  }

  @Test
  void finish_keepOfNothing_letsNoAttributeThrough() throws Exception {
    assertThat(sentSpans(attribute("http.route"), NONE, Optional.of(List.of())))
        .isEqualTo(spans(List.of()));
  }

  @Test
  void finish_keptAndDropped_goes() throws Exception {
    Optional<List<Glob>> keep = Optional.of(List.of(Glob.of("*")));

    assertThat(sentSpans(attribute("a.b"), List.of(Glob.of("a.*")), keep))
        .isEqualTo(spans(List.of()));
    assertThat(sentSpans(attribute("cookie"), NONE, keep)).isEqualTo(spans(List.of()));
  }

  /** Between others, which stay in their order. */
  @Test
  void finish_droppedBetweenOthers_leavesThem() throws Exception {
    KeyValue before = attribute("before", string("a"));
    KeyValue behind = attribute("behind", string("b"));
    Policy policy = policy(NONE, Optional.empty());

    Bytes sent = sent(policy, Signal.TRACES, spans(List.of(before, attribute("cookie"), behind)));

    assertThat(ExportTraceServiceRequest.parseFrom(sent.copy()))
        .isEqualTo(spans(List.of(before, behind)));
  }

  private static Message sentSpans(KeyValue attribute, List<Glob> drop, Optional<List<Glob>> keep)
      throws Exception {
    Bytes sent = sent(policy(drop, keep), Signal.TRACES, spans(List.of(attribute)));
    return ExportTraceServiceRequest.parseFrom(sent.copy());
  }

  private static Message sentLogs(KeyValue attribute, List<Glob> drop, Optional<List<Glob>> keep)
      throws Exception {
    Bytes sent = sent(policy(drop, keep), Signal.LOGS, logs(List.of(attribute)));
    return ExportLogsServiceRequest.parseFrom(sent.copy());
  }

  private static Policy policy(List<Glob> drop, Optional<List<Glob>> keep) {
    Redaction redaction =
        new Redaction(UrlQuery.REMOVE, SqlLiterals.REMOVE, Set.of(), drop, keep, List.of());
    return new Policy(Optional.empty(), redaction, Identity.SAFE, Optional.empty());
  }

  private static Bytes sent(Policy policy, Signal signal, Message request) {
    PolicyEngine engine =
        new PolicyEngine(policy, Principals.UNKNOWN, KeyMatcher.NONE, new RememberedTraces(1), 1);
    return switch (Scan.of(signal, Bytes.of(request.toByteArray()))) {
      case Scan.Valid(ExportRequest valid) -> engine.finish(valid).bytes();
      case Scan.Malformed malformed -> throw new AssertionError(malformed);
    };
  }

  /** A span with these attributes wherever it and what is around it may have some. */
  private static Message spans(List<KeyValue> attributes) {
    Span span =
        Span.newBuilder()
            .setName("n")
            .addAllAttributes(attributes)
            .addEvents(Span.Event.newBuilder().setName("e").addAllAttributes(attributes))
            .addLinks(Span.Link.newBuilder().setTraceState("a=b").addAllAttributes(attributes))
            .build();
    ScopeSpans scope = ScopeSpans.newBuilder().setScope(scope(attributes)).addSpans(span).build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().setResource(resource(attributes)).addScopeSpans(scope))
        .build();
  }

  private static Message logs(List<KeyValue> attributes) {
    LogRecord log = LogRecord.newBuilder().setEventName("e").addAllAttributes(attributes).build();
    ScopeLogs scope = ScopeLogs.newBuilder().setScope(scope(attributes)).addLogRecords(log).build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder().setResource(resource(attributes)).addScopeLogs(scope))
        .build();
  }

  private static InstrumentationScope scope(List<KeyValue> attributes) {
    return InstrumentationScope.newBuilder().setName("s").addAllAttributes(attributes).build();
  }

  private static Resource resource(List<KeyValue> attributes) {
    return Resource.newBuilder().addAllAttributes(attributes).build();
  }
}
