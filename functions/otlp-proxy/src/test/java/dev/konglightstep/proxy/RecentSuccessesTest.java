package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.standins.http.Fault;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes again: Kong sends them when an answer was late or lost. */
class RecentSuccessesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Surroundings around = new Surroundings();
  private final Bytes batch = around.fresh("02-consumer-role-arn");

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void handle_sameBytesAgain_areAnsweredWithoutASecondForward() {
    ExportResponse partial = new ExportResponse(3, "too old");
    around.lightstep.answerSuccessWith(partial.bytes());
    OtlpProxy proxy = around.proxy();

    Response first = around.handle(proxy, traces(batch));
    around.pass(Duration.ofSeconds(80));
    Response second = around.handle(proxy, traces(batch));

    assertThat(second).isEqualTo(first);
    assertThat(second.body()).isEqualTo(partial.bytes());
    assertThat(around.lightstep.deliveries()).hasSize(1);
  }

  @Test
  void handle_sameBytesAfterNinetySeconds_areForwarded() {
    OtlpProxy proxy = around.proxy();
    around.handle(proxy, traces(batch));
    around.pass(Duration.ofSeconds(90));

    around.handle(proxy, traces(batch));

    assertThat(around.lightstep.deliveries()).hasSize(2);
  }

  @Test
  void handle_sameBytesAfterAFailure_areForwarded() {
    OtlpProxy proxy = around.proxy();
    around.lightstepFaults.next(new Fault.Answer(new Response(503, Headers.NONE, Bytes.EMPTY)));

    assertThat(around.handle(proxy, traces(batch)).status()).isEqualTo(503);
    assertThat(around.handle(proxy, traces(batch)).status()).isEqualTo(200);
    assertThat(around.lightstep.deliveries()).hasSize(1);
  }

  /** The key is checked first. */
  @Test
  void handle_sameBytesOfAnother_areNotAnsweredFromMemory() {
    OtlpProxy proxy = around.proxy();
    around.handle(proxy, traces(batch));
    Headers other = Headers.of("Content-Type", "application/x-protobuf").with("x-ingest-key", "x");

    assertThat(around.handle(proxy, new Request("POST", "/v1/traces", other, batch)).status())
        .isEqualTo(401);
  }

  @Test
  void find_otherSignal_isNotTheSame() {
    RecentSuccesses recent = new RecentSuccesses();
    recent.remember(Signal.TRACES, batch, ExportResponse.FULL_SUCCESS, NOW);

    assertThat(recent.find(Signal.TRACES, batch, NOW)).isPresent();
    assertThat(recent.find(Signal.LOGS, batch, NOW)).isEmpty();
  }

  /** Two bodies with the same edges: the bytes decide, and the last one is remembered. */
  @Test
  void find_bodyThatDiffersInTheMiddleAlone_isNotTheSame() {
    byte[] other = megabyte(1).copy();
    other[other.length / 2] = 1;
    Bytes one = megabyte(1);
    Bytes two = Bytes.of(other);
    ExportResponse partial = new ExportResponse(3, "too old");
    RecentSuccesses recent = new RecentSuccesses();

    recent.remember(Signal.TRACES, one, ExportResponse.FULL_SUCCESS, NOW);
    assertThat(recent.find(Signal.TRACES, one, NOW)).contains(ExportResponse.FULL_SUCCESS);
    assertThat(recent.find(Signal.TRACES, two, NOW)).isEmpty();

    recent.remember(Signal.TRACES, two, partial, NOW);
    assertThat(recent.find(Signal.TRACES, one, NOW)).isEmpty();
    assertThat(recent.find(Signal.TRACES, two, NOW)).contains(partial);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 1000, 1024, 1025, 3000})
  void find_bodyOfAnyLength_isKnownAgain(int length) {
    Bytes body = Bytes.of(new byte[length]);
    RecentSuccesses recent = new RecentSuccesses();

    recent.remember(Signal.TRACES, body, ExportResponse.FULL_SUCCESS, NOW);

    assertThat(recent.find(Signal.TRACES, Bytes.of(new byte[length]), NOW)).isPresent();
    assertThat(recent.find(Signal.TRACES, Bytes.of(new byte[length + 1]), NOW)).isEmpty();
  }

  @Test
  void remember_tooMuch_forgetsTheOldest() {
    RecentSuccesses recent = new RecentSuccesses();
    for (int i = 0; i < 20; i++) {
      recent.remember(Signal.TRACES, megabyte(i), ExportResponse.FULL_SUCCESS, NOW);
    }

    assertThat(recent.find(Signal.TRACES, megabyte(19), NOW)).isPresent();
    assertThat(recent.find(Signal.TRACES, megabyte(12), NOW)).isPresent();
    assertThat(recent.find(Signal.TRACES, megabyte(11), NOW)).isEmpty();
  }

  /**
   * A memory of arrays, one for each body, would let each of them live until the garbage collector
   * has moved it among the old objects: the process would grow by what it has forgotten.
   */
  @Test
  void remember_onceFull_keepsNoMemoryOfABody() {
    RecentSuccesses recent = new RecentSuccesses();
    Bytes[] bodies = {megabyte(1), megabyte(2), megabyte(3)};
    for (int i = 0; i < 10; i++) {
      recent.remember(Signal.TRACES, bodies[i % 3], ExportResponse.FULL_SUCCESS, NOW);
    }
    WeakReference<byte[]> array = new WeakReference<>(bodies[0].array());

    long before = THREADS.getCurrentThreadAllocatedBytes();
    recent.remember(Signal.TRACES, bodies[0], ExportResponse.FULL_SUCCESS, NOW);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    Arrays.fill(bodies, Bytes.EMPTY);
    System.gc();

    assertThat(allocated).isLessThan(10_000);
    assertThat(array.get()).isNull();
    assertThat(recent.find(Signal.TRACES, megabyte(1), NOW)).isPresent();
  }

  private static Bytes megabyte(int first) {
    byte[] bytes = new byte[1 << 20];
    bytes[0] = (byte) first;
    return Bytes.of(bytes);
  }
}
