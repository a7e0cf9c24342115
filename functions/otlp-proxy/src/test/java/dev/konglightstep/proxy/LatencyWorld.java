package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.proxy.latency.Expected;
import dev.konglightstep.proxy.latency.Received;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A proxy that counts latency, what was sent to it, and what a backend got to know of that. */
final class LatencyWorld implements AutoCloseable {
  static final String METRICS_PATH = "/metrics/otlp/v0.9";
  static final List<String> RECORDINGS =
      Stream.concat(Recording.IN_A_ROW.stream(), Recording.SINGLE.stream()).toList();

  final Surroundings around = new Surroundings();

  /** Of all that was answered 200. */
  final Expected expected = new Expected();

  private Path policy = Path.of("policy.json");

  /** To be called first. */
  void keepPolicyIn(Path directory) {
    policy = directory.resolve(policy);
    around.environment.put("POLICY_URI", "file:" + policy);
  }

  void policy(String json) throws IOException {
    Files.writeString(policy, json);
  }

  void send(OtlpProxy proxy, Bytes body) {
    assertThat(around.handle(proxy, Surroundings.traces(body)).status()).isEqualTo(200);
    expected.add(body);
  }

  /** A request that counts for nothing comes when it is time to hand on. */
  void flush(OtlpProxy proxy) {
    around.pass(Duration.ofSeconds(31));
    ask(proxy);
  }

  Response ask(OtlpProxy proxy) {
    return around.handle(proxy, Surroundings.request("GET", "/v1/traces", Bytes.EMPTY));
  }

  Delivery onlyDelivery() {
    assertThat(around.lightstep.deliveries()).hasSize(1);
    return around.lightstep.deliveries().getFirst();
  }

  List<Received> figures() {
    return around.lightstep.deliveries().stream()
        .filter(delivery -> delivery.path().equals(METRICS_PATH))
        .map(delivery -> new Received(delivery.body()))
        .toList();
  }

  static Map<String, Long> merged(List<Received> all) {
    Map<String, Long> merged = new TreeMap<>();
    all.forEach(one -> one.requests().forEach((series, n) -> merged.merge(series, n, Long::sum)));
    return merged;
  }

  static long total(Received received) {
    return total(received.requests());
  }

  static long total(Map<String, Long> requests) {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  static boolean isOfMetrics(Request request) {
    return request.path().equals(METRICS_PATH);
  }

  static Fault status(int status) {
    return new Fault.Answer(new Response(status, Headers.NONE, Bytes.EMPTY));
  }

  @Override
  public void close() {
    around.close();
  }
}
