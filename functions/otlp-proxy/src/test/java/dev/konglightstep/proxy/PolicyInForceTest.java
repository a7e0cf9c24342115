package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.identity.Pseudonyms;
import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.MalformedDirectoryException;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.standins.kong.Recording;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When what works by a policy, a directory and keys is made anew, and what outlives that. */
class PolicyInForceTest {
  private static final Duration LEFT = Duration.ofSeconds(2);

  private Policy policy = Policy.SAFE;
  private Snapshot snapshot = directory("orders-client");
  private Optional<Pseudonyms> pseudonyms = Optional.empty();
  private final List<Duration> timeouts = new ArrayList<>();
  private final PolicyInForce inForce =
      new PolicyInForce(
          timeout -> policy,
          timeout -> {
            timeouts.add(timeout);
            return snapshot;
          },
          timeout -> pseudonyms,
          new Lightstep(URI.create("https://ingest.lightstep.com"), "/t", "/m", "/l"),
          () -> 1);

  @Test
  void engine_nothingChanged_isTheSame() {
    PolicyEngine engine = inForce.engine(() -> LEFT);

    assertThat(inForce.engine(() -> LEFT)).isSameAs(engine);
  }

  @Test
  void engine_anyPartChanged_isAnotherOne() {
    PolicyEngine first = inForce.engine(() -> LEFT);
    snapshot = directory("orders-client", "two");
    PolicyEngine second = inForce.engine(() -> LEFT);
    policy = PolicyJson.parse("{\"identity\":{\"pseudonyms\":true}}");
    PolicyEngine third = inForce.engine(() -> LEFT);
    Token key = Token.of("CANARY-key");
    pseudonyms = Optional.of(new Pseudonyms(new Pseudonyms.Key("k", key), Optional.empty()));
    PolicyEngine fourth = inForce.engine(() -> LEFT);

    assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
    assertThat(inForce.engine(() -> LEFT)).isSameAs(fourth);
  }

  /** The directory must leave time for the backend. */
  @Test
  void engine_always_givesTheDirectoryHalfOfTheTime() {
    inForce.engine(() -> LEFT);

    assertThat(timeouts).containsExactly(Duration.ofSeconds(1));
  }

  /** A child that comes later is its root's, by whichever directory that one was found. */
  @Test
  void engine_directoryChanged_remembersTheRootsBefore() throws InvalidProtocolBufferException {
    Recording recording = Recording.load("02-consumer-role-arn");
    List<Bytes> spans = recording.spans();
    finish(recording.with(spans.subList(0, 1)));
    snapshot = directory("somebody-else");

    Span child = finish(recording.with(spans.subList(1, 2)));

    assertThat(child.getAttributesList())
        .filteredOn(pair -> pair.getKey().equals("iam.principal.arn"))
        .singleElement()
        .satisfies(
            pair ->
                assertThat(pair.getValue().getStringValue()).isEqualTo(Roles.arn("orders-client")));
  }

  /** A trace that was kept is kept on, whatever the policy says since. */
  @Test
  void engine_policyChanged_remembersTheTracesBefore() throws InvalidProtocolBufferException {
    Recording recording = Recording.load("02-consumer-role-arn");
    List<Bytes> spans = recording.spans();
    policy = PolicyJson.parse("{\"sampling\":{\"otherwise\":1}}");
    finish(recording.with(spans.subList(0, 1)));
    policy = PolicyJson.parse("{\"sampling\":{\"otherwise\":0,\"orphans\":\"drop\"}}");

    assertThat(finish(recording.with(spans.subList(1, 2))).getName()).isNotEmpty();
  }

  private Span finish(Bytes batch) throws InvalidProtocolBufferException {
    if (Scan.of(Signal.TRACES, batch) instanceof Scan.Valid(ExportRequest request)) {
      Bytes finished = inForce.engine(() -> LEFT).finish(request).bytes();
      return ExportTraceServiceRequest.parseFrom(finished.copy())
          .getResourceSpans(0)
          .getScopeSpans(0)
          .getSpans(0);
    }
    throw new AssertionError("no request");
  }

  private static Snapshot directory(String... roles) {
    try {
      return new Snapshot.Loaded(Directory.parse(Roles.directory(Instant.EPOCH, roles)));
    } catch (MalformedDirectoryException e) {
      throw new AssertionError(e);
    }
  }
}
