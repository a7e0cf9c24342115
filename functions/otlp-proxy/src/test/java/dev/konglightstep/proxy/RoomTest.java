package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.standins.http.Fault;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More requests than there is memory for: each is answered, and no more are decoded at a time. */
class RoomTest {
  private static final RpcStatus NO_ROOM =
      new RpcStatus(
          14,
          "too many large requests at once for this process's memory; send fewer or smaller ones, or"
              + " give it more");

  private final Surroundings around = new Surroundings();
  private final Bytes batch = around.fresh("11-batch-200");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    around.close();
    threads.close();
  }

  @Test
  void handle_manyAtOnce_areAllAnsweredAndOnlySoManyDecoded() throws Exception {
    int size = batch.length();
    BytesInFlight inFlight = new BytesInFlight(3L * size);
    OtlpProxy proxy = around.proxy(inFlight);
    LongAccumulator most = new LongAccumulator(Long::max, 0);
    AtomicInteger decoded = new AtomicInteger();
    around.lightstepFaults.always(new Fault.Delay(Duration.ofMillis(20)));
    List<Future<Response>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Body body = new Watched(around.fresh("11-batch-200"), inFlight, most, decoded);
      answers.add(threads.submit(() -> around.handle(proxy, withBody(body))));
    }

    int taken = 0;
    for (Future<Response> future : answers) {
      Response answer = future.get(60, TimeUnit.SECONDS);
      taken += answer.status() == 200 ? 1 : 0;
      if (answer.status() != 200) {
        assertNoRoom(answer);
      }
    }
    assertThat(around.lightstep.deliveries()).hasSize(taken);
    assertThat(decoded).hasValue(taken);
    assertThat(most.get()).isBetween((long) size, 3L * size);
    assertThat(inFlight.held()).isZero();
  }

  /** The backend holds one batch; there is room for that one and a little. */
  @Test
  void handle_noRoom_is503BeforeTheBodyIsDecoded() throws Exception {
    OtlpProxy proxy = around.proxy(new BytesInFlight(batch.length() + 1000));
    Future<Response> held = hold(proxy);
    UndecodedBody body = new UndecodedBody(1001);

    assertNoRoom(around.handle(proxy, withBody(body)));
    assertThat(body.wasDecoded()).isFalse();

    around.lightstepServer.close();
    assertThat(held.get(60, TimeUnit.SECONDS).status()).isEqualTo(503);
    assertThat(around.handle(proxy, withBody(body)).status()).isEqualTo(200);
    assertThat(body.wasDecoded()).isTrue();
  }

  /** 1000 bytes are left: enough for the gzip bytes, not for the 1320 in them. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void handle_gzip_countsWhatItInflatesTo(boolean severalMembers) throws Exception {
    Bytes small = around.fresh("01-anonymous-200");
    OtlpProxy proxy = around.proxy(new BytesInFlight(batch.length() + 1000));
    Future<Response> held = hold(proxy);
    Bytes gzip = severalMembers ? twoMembers(small) : Gzip.compress(small);
    assertThat(gzip.length()).isLessThan(1000);

    assertNoRoom(around.handle(proxy, gzip(gzip)));

    around.lightstepFaults.clear();
    around.lightstepServer.close();
    held.get(60, TimeUnit.SECONDS);
    around.restartLightstep();
    assertThat(around.handle(proxy, gzip(gzip)).status()).isEqualTo(200);
    assertThat(around.lightstep.deliveries().getLast().body()).isEqualTo(small);
  }

  /** A batch that stays in flight until Lightstep closes. */
  private Future<Response> hold(OtlpProxy proxy) throws InterruptedException {
    around.lightstepFaults.next(new Fault.Hang());
    Future<Response> held = threads.submit(() -> around.handle(proxy, traces(batch)));
    assertThat(around.lightstepFaults.awaitStrikes(1, 30)).isTrue();
    return held;
  }

  /** An empty second member: the trailer says 0, the truth is more. */
  private static Bytes twoMembers(Bytes plain) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(Gzip.compress(plain).copy());
    both.writeBytes(Gzip.compress(Bytes.EMPTY).copy());
    return Bytes.of(both.toByteArray());
  }

  private static Request withBody(Body body) {
    Request request = traces(Bytes.EMPTY);
    return new Request(request.method(), request.target(), request.headers(), body);
  }

  private static Request gzip(Bytes gzip) {
    Request request = traces(gzip);
    return new Request(
        request.method(),
        request.target(),
        request.headers().with("Content-Encoding", "gzip"),
        gzip);
  }

  private static void assertNoRoom(Response answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(NO_ROOM.bytes());
    assertThat(answer.headers().first("Retry-After")).contains("1");
  }

  /** A body that looks at what is held when it is decoded. */
  private record Watched(
      Bytes bytes, BytesInFlight inFlight, LongAccumulator most, AtomicInteger decoded)
      implements Body {
    @Override
    public Bytes decode() {
      decoded.incrementAndGet();
      most.accumulate(inFlight.held());
      return bytes;
    }

    @Override
    public int size() {
      return bytes.length();
    }
  }
}
