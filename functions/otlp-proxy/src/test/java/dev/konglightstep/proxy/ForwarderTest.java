package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.Refreshed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a batch is sent and under which tokens, whatever happens to it. */
class ForwarderTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant UNTIL = START.plusMillis(1000);

  private final Deque<String> course = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private final List<String> timeouts = new ArrayList<>();
  private Instant now = START;
  private Duration oneSend = Duration.ZERO;
  private int loads;

  /** Each course must be used up and no more: one retry, and one send under a new token. */
  @ParameterizedTest
  @CsvSource({
    "200,           200,  v1",
    "lost 200,      200,  v1 v1",
    "502 200,       200,  v1 v1",
    "504 503,       503,  v1 v1",
    "502 lost,      lost, v1 v1",
    "lost 504,      504,  v1 v1",
    "429,           429,  v1",
    "503,           503,  v1",
    "401 200,       200,  v1 v2",
    "403 401,       401,  v1 v2",
    "lost 401 200,  200,  v1 v1 v2",
    "lost 401 lost, lost, v1 v1 v2",
    "502 401 504,   504,  v1 v1 v2",
    "401 lost 200,  200,  v1 v2 v2",
    "401 502 lost,  lost, v1 v2 v2",
    "interrupted,   interrupted, v1"
  })
  void forward_anyCourse_isSentNoOftenerThanAllowed(String steps, String end, String tokens) {
    course.addAll(List.of(steps.split(" ")));

    assertThat(forward()).isEqualTo(end);
    assertThat(String.join(" ", sent)).isEqualTo(tokens);
    assertThat(course).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "lost 200, 900, 200,  1000 100",
    "lost 200, 901, lost, 1000",
    "502 200,  900, 200,  1000 100",
    "502 200,  901, 502,  1000",
    "401 200,  900, 200,  1000 100",
    "401 200,  901, 401,  1000"
  })
  void forward_lessThan100MillisLeft_isNotSentAgain(
      String steps, long millis, String end, String limits) {
    course.addAll(List.of(steps.split(" ")));
    oneSend = Duration.ofMillis(millis);

    assertThat(forward()).isEqualTo(end);
    assertThat(String.join(" ", timeouts)).isEqualTo(limits);
  }

  private String forward() {
    Refreshed<SecretVersion> token =
        new Refreshed<>(timeout -> version(), Duration.ofMinutes(5), () -> now, failure -> {});
    Lightstep backend =
        new Lightstep(
            URI.create("http://localhost"),
            Lightstep.TRACES_PATH,
            Lightstep.METRICS_PATH,
            Lightstep.LOGS_PATH);
    Forwarder forwarder = new Forwarder(backend, this::send, token, () -> now);
    try {
      return switch (forwarder.forward(Signal.TRACES, Bytes.EMPTY, UNTIL)) {
        case Verdict.Accepted accepted -> "200";
        case Verdict.TokenRefused(int status) -> Integer.toString(status);
        case Verdict.TryLater(int status, var retryAfter) -> Integer.toString(status);
        case Verdict other -> other.toString();
      };
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Response send(Request request, Duration timeout) throws IOException {
    sent.add(request.headers().first(Lightstep.TOKEN_HEADER).orElseThrow());
    timeouts.add(Long.toString(timeout.toMillis()));
    now = now.plus(oneSend);
    String step = course.remove();
    return switch (step) {
      case "lost" -> throw new IOException(step);
      case "interrupted" -> throw new InterruptedIOException(step);
      default -> new Response(Integer.parseInt(step), Headers.NONE, Bytes.EMPTY);
    };
  }

  /** Every load finds a newer token. */
  private SecretVersion version() {
    String id = "v" + ++loads;
    return new SecretVersion(
        id,
        new TokenSecret(TokenSecret.POOL, Token.of(id), id, "prod", List.of(), Optional.empty()));
  }
}
