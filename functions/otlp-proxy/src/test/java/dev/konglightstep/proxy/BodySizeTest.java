package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.standins.kong.Recording;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are larger than they may be, or not as long as they say. */
class BodySizeTest {
  private static final Bytes BATCH = Recording.body("01-anonymous-200");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Surroundings around = new Surroundings();

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void tooLarge_is413() {
    around.environment.put("MAX_BODY_BYTES", "1319");

    assertTooLarge(answer(traces(BATCH)));
  }

  /** Whether it tells the truth or not: the bytes need not be read for this answer. */
  @ParameterizedTest
  @ValueSource(strings = {"1320", "99999999999"})
  void tooLargeByItsOwnWord_is413BeforeTheBodyIsDecoded(String length) {
    around.environment.put("MAX_BODY_BYTES", "1319");
    UndecodedBody body = new UndecodedBody(0);

    assertTooLarge(answer(with(traces(body), "Content-Length", length)));
    assertThat(body.wasDecoded()).isFalse();
  }

  /** 64 MiB of zeros under a limit of 1 MiB, with a trailer that says so, and one that lies. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gzipBomb_is413AndStopsAtTheLimit(boolean honest) {
    around.environment.put("MAX_BODY_BYTES", "1048576");
    byte[] bomb = Gzip.compress(Bytes.of(new byte[64 << 20])).copy();
    bomb[bomb.length - 1] = honest ? bomb[bomb.length - 1] : 0;
    OtlpProxy proxy = around.proxy();
    Request request = with(traces(Bytes.of(bomb)), "Content-Encoding", "gzip");
    around.handle(proxy, request);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    Response answer = around.handle(proxy, request);

    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
    assertThat(answer.body().text()).contains("larger than 1048576 bytes (MAX_BODY_BYTES)");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void tooLargeOnceInflated_is413() {
    around.environment.put("MAX_BODY_BYTES", "1319");

    assertTooLarge(answer(with(traces(Gzip.compress(BATCH)), "Content-Encoding", "gzip")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1319", "0", "x", "-1", "01320", " 1320", "1320 ", "", "1320, 1320", "\u0661"})
  void lengthThatDoesNotMatch_is503NamingTheSetting(String length) {
    assertUnavailable(
        answer(with(traces(BATCH), "Content-Length", length)),
        "Content-Length says "
            + length
            + ", but 1320 bytes arrived; behind Kong's aws-lambda plugin set"
            + " skip_large_bodies=false");
  }

  /** Kong's aws-lambda plugin leaves out bodies above 8 kB by default: never 200. */
  @Test
  void emptyBodyWithALength_is503() {
    assertThat(answer(with(traces(Bytes.EMPTY), "Content-Length", "30303")).status())
        .isEqualTo(503);
  }

  @Test
  void lengthThatMatches_isTaken() {
    assertThat(answer(with(traces(BATCH), "Content-Length", "1320")).status()).isEqualTo(200);
  }

  private Response answer(Request request) {
    return around.handle(around.proxy(), request);
  }

  private static Request with(Request request, String header, String value) {
    return new Request(
        request.method(), request.target(), request.headers().with(header, value), request.body());
  }

  private static void assertTooLarge(Response answer) {
    assertRefusal(
        answer,
        413,
        8,
        "the body is larger than 1319 bytes (MAX_BODY_BYTES); lower queue.max_batch_size of Kong's"
            + " opentelemetry plugin");
  }

  private static void assertUnavailable(Response answer, String message) {
    assertRefusal(answer, 503, 14, message);
    assertThat(answer.headers().first("Retry-After")).contains("1");
  }

  private static void assertRefusal(Response answer, int status, int code, String message) {
    assertThat(answer.body().text()).contains(message);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("Content-Type")).contains("application/x-protobuf");
    assertThat(answer.body()).isEqualTo(new RpcStatus(code, message).bytes());
  }
}
