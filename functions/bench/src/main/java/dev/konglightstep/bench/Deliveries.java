package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import dev.konglightstep.proxy.OtlpProxy;
import dev.konglightstep.proxy.ProxySettings;
import dev.konglightstep.proxy.ProxyWiring;
import dev.konglightstep.proxy.Stores;
import dev.konglightstep.proxy.aws.SqsQueue;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long Kong waits for its answer in each mode, and what each costs. How far away the backend
 * and the queue are is assumed; what our own code, the SDK and the JDK's client add is measured.
 */
final class Deliveries {
  private static final Duration BACKEND = Duration.ofMillis(45);
  private static final Duration QUEUE = Duration.ofMillis(10);
  private static final int WARM_UP = 300;
  private static final int COUNTED = 200;

  private Deliveries() {}

  static void compare() {
    for (String mode : new String[] {"direct", "queue"}) {
      for (int parts : new int[] {1, 5}) {
        print(mode, parts * 200, median(mode, parts));
      }
    }
  }

  private static void print(String mode, int spans, double millis) {
    int batches = 1_000_000 / spans;
    long gzip = Gzip.compress(batch(new Batches(), spans / 200)).length();
    // A queue's request counts once for each 64 KiB (Amazon SQS pricing): send, receive, delete.
    long queued = mode.equals("queue") ? batches * (1 + 2 * (gzip * 4 / 3 / 65_536 + 1)) : 0;
    System.out.printf(
        Locale.ROOT,
        "  delivery %-6s spans=%4d answer_ms=%.1f kong_worker_spans_per_s=%.0f"
            + " lambda_requests_per_million=%d queue_requests_per_million=%d%n",
        mode,
        spans,
        millis,
        spans * 1000 / millis,
        batches,
        queued);
  }

  /** Milliseconds from the request to its answer. */
  private static double median(String mode, int parts) {
    LightstepModel backend = new LightstepModel();
    backend.accept("key");
    SqsModel sqs = new SqsModel(InstantSource.system(), 1);
    sqs.createQueue("spill");
    Faults far = new Faults();
    Faults near = new Faults();
    try (LoopbackServer backendServer = LoopbackServer.start(backend, far);
        LoopbackServer sqsServer = LoopbackServer.start(new SqsFace(sqs), near)) {
      far.always(new Fault.Delay(BACKEND));
      near.always(new Fault.Delay(QUEUE));
      Map<String, String> environment = new HashMap<>();
      environment.put("DELIVERY", mode);
      environment.put("TOKEN_SECRET_ID", "token");
      environment.put("INGEST_KEY_SECRET_ID", "none");
      environment.put("LIGHTSTEP_URL", backendServer.url().toString());
      environment.put("AWS_ENDPOINT_URL", sqsServer.url().toString());
      environment.put("AWS_REGION", "eu-west-1");
      environment.put("AWS_ACCESS_KEY_ID", "bench");
      environment.put("AWS_SECRET_ACCESS_KEY", "bench");
      ProxySettings settings = ProxySettings.from(environment);
      SqsQueue queue =
          new SqsQueue(settings.aws(), sqsServer.url() + "/" + SqsModel.ACCOUNT + "/spill");
      return median(proxy(settings, queue), parts);
    }
  }

  private static double median(OtlpProxy proxy, int parts) {
    Batches batches = new Batches();
    double[] millis = new double[COUNTED];
    for (int i = -WARM_UP; i < COUNTED; i++) {
      Headers headers = Headers.of("Content-Type", "application/x-protobuf");
      Request request = new Request("POST", "/v1/traces", headers, batch(batches, parts));
      long from = System.nanoTime();
      Response answer =
          proxy.handle(request, InstantSource.system().instant().plus(Duration.ofSeconds(4)));
      if (answer.status() != 200) {
        throw new IllegalStateException(answer.toString());
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - from) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis[COUNTED / 2];
  }

  private static OtlpProxy proxy(ProxySettings settings, SqsQueue queue) {
    InstantSource clock = InstantSource.system();
    return ProxyWiring.proxy(
        settings,
        new FixedSecret("key"),
        new JdkTransport(clock),
        new Stores(Optional.of(queue), Optional.empty()),
        new Log(Level.ERROR, System.err, clock),
        new Metrics(SelfTelemetry.OFF, "bench", System.err, clock),
        clock);
  }

  /** Export requests one behind the other are one request. */
  private static Bytes batch(Batches batches, int parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < parts; i++) {
      all.writeBytes(batches.next().copy());
    }
    return Bytes.of(all.toByteArray());
  }
}
