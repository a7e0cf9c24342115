package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import dev.konglightstep.proxy.OtlpProxy;
import dev.konglightstep.proxy.ProxySettings;
import dev.konglightstep.proxy.ProxyWiring;
import dev.konglightstep.proxy.Stores;
import dev.konglightstep.proxy.event.HttpEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All that the proxy does for a batch but the network: event JSON in, bytes ready to send, answer
 * JSON out; against nothing but gzip level 1 of its own output.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProxyCpuBenchmark {
  /** Keeps everything, and takes secrets out. */
  static final String ALL = "{}";

  /** Keeps a tenth of what is worth no more. */
  static final String ESSENTIALS = "{\"sampling\":{\"preset\":\"essentials\"}}";

  /** Keeps everything, and tells who called. */
  static final String ENRICHED =
      "{\"identity\":{\"exclusive_ingress\":[\"alb\",\"lattice\"],\"tags\":[\"team\"]}}";

  /** More than the proxy remembers, so that none is a repetition when it comes again. */
  private static final int BATCHES = 512;

  /**
   * A busy proxy: its policy's file is read again after some thousand batches, not after thirty.
   */
  private static final Duration BETWEEN = Duration.ofMillis(20);

  /** The policy's document. */
  @Param(ALL)
  private String policy = ALL;

  private Bytes[] batches = {};
  private byte[][] events = {};
  private @Nullable OtlpProxy proxy;
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private Bytes sent = Bytes.EMPTY;
  private int next;

  /** A policy is read from a file here. */
  @Setup
  public void start() throws IOException {
    batches = recorded().some(BATCHES);
    events = events(batches);
    Map<String, String> more = new HashMap<>();
    more.put(
        "POLICY_URI", "file:" + Files.writeString(Files.createTempFile("policy", ".json"), policy));
    if (policy.equals(ENRICHED)) {
      Path file = Files.createTempFile("principals", ".txt");
      more.put("PRINCIPALS_URI", "file:" + Files.write(file, Principals.ofTheBatches().copy()));
    }
    proxy = proxy(more);
    if (policy.equals(ENRICHED)) {
      compressOwnOutput();
    }
  }

  private Batches recorded() {
    return switch (policy) {
      case ESSENTIALS -> Batches.ofTheRest();
      case ENRICHED -> Batches.ofTenCallers();
      default -> new Batches();
    };
  }

  /** The yardstick is gzip of what goes out, which is longer than what came in. */
  private void compressOwnOutput() throws IOException {
    Bytes[] out = new Bytes[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      whole();
      out[i] = plain(sent);
    }
    batches = out;
  }

  private static Bytes plain(Bytes gzip) {
    if (Gzip.inflate(gzip, 1 << 20) instanceof Inflated.Plain(Bytes plain)) {
      return plain;
    }
    throw new IllegalStateException("what was sent cannot be inflated");
  }

  /** The proxy, with a network that answers at once. */
  @Benchmark
  public Bytes whole() throws IOException {
    now = now.plus(BETWEEN);
    HttpEvent event = HttpEvent.read(events[next++ % BATCHES]);
    Response answer = Objects.requireNonNull(proxy).handle(event.request(), now.plusSeconds(4));
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
    event.answer(answer, new ByteArrayOutputStream());
    return sent;
  }

  /** The yardstick. */
  @Benchmark
  public Bytes gzip() {
    return Gzip.compress(batches[next++ % BATCHES]);
  }

  private OtlpProxy proxy(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("TOKEN_SECRET_ID", "token");
    settings.put("INGEST_KEY_SECRET_ID", "key");
    settings.put("AWS_REGION", "eu-west-1");
    return ProxyWiring.proxy(
        ProxySettings.from(settings),
        new FixedSecret("key"),
        (request, timeout) -> {
          sent = (Bytes) request.body();
          return new Response(200, Headers.NONE, Bytes.EMPTY);
        },
        Stores.NONE,
        new Log(Level.ERROR, System.err, () -> now),
        new Metrics(SelfTelemetry.OFF, "bench", System.err, () -> now),
        () -> now);
  }

  private static byte[][] events(Bytes[] batches) {
    byte[][] events = new byte[batches.length][];
    for (int i = 0; i < batches.length; i++) {
      String body = Base64.getEncoder().encodeToString(batches[i].copy());
      String event =
          """
          {"version":"2.0","routeKey":"$default","rawPath":"/v1/traces","rawQueryString":"",\
          "headers":{"content-length":"%d","x-amzn-tls-version":"TLSv1.3","x-forwarded-proto":"https",\
          "x-forwarded-port":"443","x-forwarded-for":"192.0.2.10","x-ingest-key":"key",\
          "content-type":"application/x-protobuf","user-agent":"lua-resty-http/0.17.2"},\
          "requestContext":{"accountId":"anonymous","http":{"method":"POST","path":"/v1/traces",\
          "protocol":"HTTP/1.1","sourceIp":"192.0.2.10"},"stage":"$default"},\
          "body":"%s","isBase64Encoded":true}
          """
              .formatted(batches[i].length(), body);
      events[i] = event.getBytes(StandardCharsets.UTF_8);
    }
    return events;
  }
}
