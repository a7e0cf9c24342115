package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.request;
import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.http.Fault;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a batch waits that the backend does not take now. */
class SpillTest {
  private final Surroundings around = new Surroundings();
  private final StoresOverHttp stores = new StoresOverHttp(around::now);
  private final Bytes batch = UnknownCallers.without(around.fresh("11-batch-200"));

  static List<Fault> lost() {
    return List.of(new Fault.DropBefore(), new Fault.DropAfter(), new Fault.Cut(100));
  }

  static List<Fault> stuck() {
    return List.of(
        new Fault.Hang(),
        new Fault.Trickle(1000, Duration.ofMillis(20)),
        new Fault.DropBefore(),
        new Fault.DropAfter(),
        status(500));
  }

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
    stores.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 503, 502, 504, 500, 307, 404, 405, 415, 501})
  void handle_backendDoesNotTakeIt_waitsInTheQueue(int status) {
    around.lightstepFaults.always(status(status));

    assertTaken(handle());

    assertInQueue(batch);
    assertThat(around.log()).contains("status " + status);
  }

  @ParameterizedTest
  @MethodSource("lost")
  void handle_lostOnItsWay_waitsInTheQueue(Fault fault) {
    around.lightstepFaults.always(fault);

    assertTaken(handle());

    assertInQueue(batch);
  }

  /** The slice for the backend is 100 ms. */
  @ParameterizedTest
  @MethodSource("stuck")
  void handle_backendAndQueueAreStuck_waitsInTheBucket(Fault fault) {
    around.environment.put("ANSWER_BUDGET", "PT2S");
    OtlpProxy proxy = warm();
    around.lightstepFaults.always(fault);
    stores.sqsFaults.always(fault);

    assertTaken(around.handle(proxy, traces(batch)));

    assertThat(stores.messages()).hasSizeLessThanOrEqualTo(1);
    assertThat(stores.keys(Keys.ALONE)).hasSize(1);
    assertThat(around.metrics() + around.log()).contains("the spill's queue did not take a batch");
  }

  @ParameterizedTest
  @MethodSource("stuck")
  void handle_allIsStuck_leavesTheBatchWithKong(Fault fault) {
    around.environment.put("ANSWER_BUDGET", "PT2S");
    OtlpProxy proxy = warm();
    around.lightstepFaults.always(fault);
    stores.sqsFaults.always(fault);
    // A 200 of S3 means that it has the object, however slowly the rest of the answer comes.
    stores.s3Faults.always(fault instanceof Fault.Trickle ? new Fault.Hang() : fault);

    Response answer = around.handle(proxy, traces(batch));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).contains("1");
    assertThat(answer.body().text()).contains("the backend ");
    assertThat(around.log()).contains("a batch cannot be put into the spill");
  }

  @Test
  void handle_tooLargeForTheQueue_waitsInTheBucketWithAPointer() {
    Bytes large = incompressible(2_000);
    around.lightstepFaults.always(status(503));

    assertTaken(around.handle(around.proxy(stores.stores()), traces(large)));

    assertThat(stores.messages()).singleElement().asString().hasSizeLessThan(1000);
    assertThat(stores.keys(Keys.POINTED)).hasSize(1);
    assertThat(stores.keys(Keys.ALONE)).isEmpty();
    assertInQueue(large);
  }

  @Test
  void handle_tooLargeAndQueueDown_waitsInTheBucketAlone() {
    Bytes large = incompressible(2_000);
    around.lightstepFaults.always(status(503));
    stores.sqsFaults.always(status(503));

    assertTaken(around.handle(around.proxy(stores.stores()), traces(large)));

    assertThat(stores.messages()).isEmpty();
    assertThat(stores.keys(Keys.POINTED)).isEmpty();
    assertThat(stores.keys(Keys.ALONE)).hasSize(1);
  }

  /** A pointer that leads nowhere is harmless; a batch that was promised and is nowhere is not. */
  @Test
  void handle_pointerWithoutItsObject_isNotAcknowledged() {
    around.lightstepFaults.always(status(503));
    stores.s3Faults.always(status(503));

    Response answer = around.handle(around.proxy(stores.stores()), traces(incompressible(2_000)));

    assertThat(answer.status()).isEqualTo(503);
  }

  @Test
  void handle_lessThanTheBackendNeeds_isSpilledAtOnce() {
    OtlpProxy proxy = around.proxy(stores.stores());

    Response answer = proxy.handle(traces(batch), around.now().plus(Duration.ofMillis(1_790)));

    assertTaken(answer);
    assertInQueue(batch);
    assertThat(around.lightstep.deliveries()).isEmpty();
  }

  @Test
  void handle_afterFailures_asksTheBackendOnceInAWhile() {
    around.lightstepFaults.always(status(500));
    OtlpProxy proxy = around.proxy(stores.stores());
    for (int i = 0; i < 10; i++) {
      assertTaken(around.handle(proxy, traces(around.fresh("01-anonymous-200"))));
    }
    assertThat(around.lightstepFaults.strikes()).isEqualTo(3);
    assertThat(stores.messages()).hasSize(10);

    around.pass(Duration.ofSeconds(11));
    around.lightstepFaults.clear();
    assertTaken(around.handle(proxy, traces(around.fresh("01-anonymous-200"))));
    assertTaken(around.handle(proxy, traces(around.fresh("01-anonymous-200"))));

    assertThat(around.lightstep.deliveries()).hasSize(2);
    assertThat(stores.messages()).hasSize(10);
  }

  @Test
  void handle_backendAsksForAPause_getsIt() {
    around.lightstepFaults.next(
        new Fault.Answer(new Response(429, Headers.of("Retry-After", "60"), Bytes.EMPTY)));
    OtlpProxy proxy = around.proxy(stores.stores());

    assertTaken(around.handle(proxy, traces(batch)));
    around.pass(Duration.ofSeconds(30));
    assertTaken(around.handle(proxy, traces(around.fresh("01-anonymous-200"))));
    assertThat(around.lightstep.deliveries()).isEmpty();

    around.pass(Duration.ofSeconds(31));
    assertTaken(around.handle(proxy, traces(around.fresh("01-anonymous-200"))));
    assertThat(around.lightstep.deliveries()).hasSize(1);
  }

  @Test
  void handle_theSameAgain_isNotSpilledTwice() {
    around.lightstepFaults.always(status(503));
    OtlpProxy proxy = around.proxy(stores.stores());

    assertTaken(around.handle(proxy, traces(batch)));
    assertTaken(around.handle(proxy, traces(batch)));

    assertThat(stores.messages()).hasSize(1);
  }

  @Test
  void handle_aPieceIsNotTaken_theRestWaitsAsOne() throws InvalidProtocolBufferException {
    around.lightstep.refuseMoreThan(9_000);
    // The whole, a half, and then a quarter each.
    AtomicInteger requests = new AtomicInteger();
    around.lightstepFaults.always(request -> requests.incrementAndGet() > 4, status(503));

    assertTaken(handle());

    assertThat(around.lightstep.deliveries()).hasSize(2);
    StoredBatch rest = stores.batch(stores.messages().getFirst());
    assertThat(rest.items()).isEqualTo(100);
    assertThat(spans(StoresOverHttp.plain(rest))).isEqualTo(spans(batch).subList(100, 200));
  }

  @Test
  void queueMode_isAnsweredWithoutTheBackend() {
    around.environment.put("DELIVERY", "queue");

    assertTaken(handle());

    assertInQueue(batch);
    assertThat(around.lightstep.deliveries()).isEmpty();
    assertThat(around.secretsCalls.seen()).noneMatch(call -> call.contains("kong/token"));
  }

  @Test
  void queueMode_noStore_isSentOnDirectly() {
    around.environment.put("DELIVERY", "queue");
    stores.sqsFaults.always(status(503));
    stores.s3Faults.always(status(503));

    assertTaken(handle());

    assertThat(around.lightstep.deliveries()).hasSize(1);
  }

  @Test
  void queueMode_noStoreAndNoBackend_leavesTheBatchWithKong() {
    around.environment.put("DELIVERY", "queue");
    stores.sqsFaults.always(status(503));
    stores.s3Faults.always(status(503));
    around.lightstepFaults.always(status(500));

    assertThat(handle().status()).isEqualTo(503);
  }

  @Test
  void handle_logs_areSpilledAsLogs() {
    around.lightstepFaults.always(status(503));
    Bytes logs =
        Bytes.of(
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                    ResourceLogs.newBuilder()
                        .addScopeLogs(
                            ScopeLogs.newBuilder()
                                .addLogRecords(LogRecord.newBuilder().setTimeUnixNano(1))))
                .build()
                .toByteArray());

    assertTaken(around.handle(around.proxy(stores.stores()), request("POST", "/v1/logs", logs)));

    assertThat(stores.batch(stores.messages().getFirst()).signal()).isEqualTo(Signal.LOGS);
  }

  private Response handle() {
    return around.handle(around.proxy(stores.stores()), traces(batch));
  }

  /** The first call in a JVM loads classes, which the short slices leave no time for. */
  private OtlpProxy warm() {
    around.environment.put("ANSWER_BUDGET", "PT30S");
    around.lightstepFaults.next(status(503));
    assertTaken(
        around.handle(around.proxy(stores.stores()), traces(around.fresh("01-anonymous-200"))));
    around.lightstepFaults.next(status(503));
    stores.sqsFaults.next(status(503));
    OtlpProxy proxy = around.proxy(stores.stores());
    assertTaken(around.handle(proxy, traces(around.fresh("01-anonymous-200"))));
    around.environment.put("ANSWER_BUDGET", "PT2S");
    stores.sqs.purgeQueue(StoresOverHttp.QUEUE);
    stores.keys(Keys.ALONE).forEach(key -> stores.s3.deleteObject(StoresOverHttp.BUCKET, key));
    return proxy;
  }

  private void assertInQueue(Bytes expected) {
    assertThat(stores.messages()).hasSize(1);
    StoredBatch stored = stores.batch(stores.messages().getFirst());
    assertThat(StoresOverHttp.plain(stored)).isEqualTo(expected);
    assertThat(stored.signal()).isEqualTo(Signal.TRACES);
    assertThat(stored.destination()).isEqualTo("lightstep");
    assertThat(stores.messages().getFirst()).doesNotContain("CANARY");
  }

  static void assertTaken(Response answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Bytes.EMPTY);
  }

  static Fault status(int status) {
    return new Fault.Answer(new Response(status, Headers.NONE, Bytes.EMPTY));
  }

  private static List<Span> spans(Bytes body) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(body.copy())
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }

  /** So many spans that gzip cannot make small. */
  private static Bytes incompressible(int spans) {
    Random random = new Random(7);
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < spans; i++) {
      byte[] name = new byte[500];
      for (int at = 0; at < name.length; at++) {
        name[at] = (byte) (32 + random.nextInt(94));
      }
      byte[] id = new byte[16];
      random.nextBytes(id);
      scope.addSpans(
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(id))
              .setSpanId(ByteString.copyFrom(id, 0, 8))
              .setNameBytes(ByteString.copyFrom(name)));
    }
    return Bytes.of(
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build()
            .toByteArray());
  }
}
