package dev.konglightstep.core.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.Appender;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.MalformedException;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LightstepTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Lightstep LIGHTSTEP =
      new Lightstep(
          URI.create(Lightstep.URL),
          Lightstep.TRACES_PATH,
          Lightstep.METRICS_PATH,
          Lightstep.LOGS_PATH);

  @ParameterizedTest
  @CsvSource({
    "TRACES, https://ingest.lightstep.com/traces/otlp/v0.9",
    "METRICS, https://ingest.lightstep.com/metrics/otlp/v0.9",
    "LOGS, https://ingest.lightstep.com/v1/logs"
  })
  void export_eachSignal_goesToItsPathWithTheToken(Signal signal, String url) {
    Request request = LIGHTSTEP.export(signal, Token.of("CANARY"), Bytes.utf8("gzip"));

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo(url);
    assertThat(request.headers().first("lightstep-access-token")).contains("CANARY");
    assertThat(request.headers().first("content-type")).contains("application/x-protobuf");
    assertThat(request.headers().first("content-encoding")).contains("gzip");
    assertThat(request.toString()).doesNotContain("CANARY");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void read_anySuccess_isAccepted(int status) {
    assertThat(LIGHTSTEP.read(answer(status, Bytes.EMPTY), NOW))
        .isEqualTo(new Verdict.Accepted(ExportResponse.FULL_SUCCESS, true));
  }

  @Test
  void read_partialSuccess_isPassedOn() {
    ExportResponse partial = new ExportResponse(3, "too old");

    assertThat(LIGHTSTEP.read(answer(200, partial.bytes()), NOW))
        .isEqualTo(new Verdict.Accepted(partial, true));
  }

  @Test
  void read_unreadableSuccess_countsAsAccepted() {
    assertThat(LIGHTSTEP.read(answer(200, Bytes.utf8("<html>")), NOW))
        .isEqualTo(new Verdict.Accepted(ExportResponse.FULL_SUCCESS, false));
  }

  /** Cut where it reads well by chance: behind an unknown field. */
  @Test
  void read_successThatWasCut_countsAsAccepted() throws MalformedException {
    Bytes cut = new Appender().message(15, Bytes.of(new byte[4 << 20])).bytes();

    assertThat(ExportResponse.read(cut)).isEqualTo(ExportResponse.FULL_SUCCESS);
    assertThat(LIGHTSTEP.read(answer(200, cut), NOW))
        .isEqualTo(new Verdict.Accepted(ExportResponse.FULL_SUCCESS, false));
  }

  @ParameterizedTest
  @CsvSource({
    "400, Refused", "422, Refused", "401, TokenRefused", "403, TokenRefused", "413, TooLarge",
    "429, TryLater", "502, TryLater", "503, TryLater", "504, TryLater", "500, Unexpected",
    "301, Unexpected", "404, Unexpected", "415, Unexpected", "100, Unexpected"
  })
  void read_eachRefusal_hasItsVerdict(int status, String verdict) {
    assertThat(LIGHTSTEP.read(answer(status, Bytes.EMPTY), NOW).getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "'Tue, 24 Nov 2026 10:00:17 GMT', 17",
    "'Tue, 24 Nov 2026 09:00:00 GMT', 0",
    "soon,",
  })
  void read_retryAfter_isPartOfTheVerdict(String header, Long seconds) {
    Response answer = new Response(503, Headers.of("retry-after", header), Bytes.EMPTY);

    assertThat(LIGHTSTEP.read(answer, NOW))
        .isEqualTo(
            new Verdict.TryLater(503, Optional.ofNullable(seconds).map(Duration::ofSeconds)));
  }

  private static Response answer(int status, Bytes body) {
    return new Response(status, Headers.NONE, body);
  }
}
