package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import dev.konglightstep.standins.kong.Recording;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is still begun, and with how much time, when a request has little left. The clock stands.
 */
class LateTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Bytes BATCH = Recording.body("01-anonymous-200");

  private final List<String> begun = new ArrayList<>();
  private int backendStatus = 200;
  private final OtlpProxy proxy = proxy();

  @ParameterizedTest
  @CsvSource({
    "4300, 'key 2400, token 2400, backend 2400'",
    "2000, 'key 100, token 100, backend 100'",
    "1901, 'key 1, token 1, backend 1'"
  })
  void handle_timeForTheBackend_isWhatTheSpillLeaves(long left, String expected) {
    assertThat(handle(KEY, left).status()).isEqualTo(200);
    assertThat(String.join(", ", begun)).isEqualTo(expected);
  }

  /** Without a spill its time is the backend's. */
  @ParameterizedTest
  @CsvSource({
    "1900, 'key 1500, token 1500, backend 1500'",
    "1799, 'key 1399, token 1399, backend 1399'",
    "901, 'key 501, token 501, backend 501'"
  })
  void handle_noSpill_isSentOnIfTimeIsLeft(long left, String expected) {
    assertThat(handle(KEY, left).status()).isEqualTo(200);
    assertThat(String.join(", ", begun)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"900, key 500", "401, key 1"})
  void handle_noSpillAndNoTime_isNotSentOn(long left, String expected) {
    assertTooLate(handle(KEY, left));
    assertThat(begun).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"400", "0", "-700"})
  void handle_noTimeForAnAnswer_beginsNothing(long left) {
    assertTooLate(handle(KEY, left));
    assertThat(begun).isEmpty();
  }

  @Test
  void handle_late_isAnsweredByWhatNeedsNoTime() {
    assertThat(handle(KEY, 4300).status()).isEqualTo(200);
    begun.clear();

    assertThat(handle(KEY, 500).status()).isEqualTo(200);
    assertThat(handle("wrong", 500).status()).isEqualTo(401);
    assertThat(begun).containsExactly("key 100");
  }

  @Test
  void handle_tokenRefused_isReadAgainWithinTheSlice() {
    backendStatus = 401;

    assertThat(handle(KEY, 2500).status()).isEqualTo(503);
    assertThat(begun).containsExactly("key 600", "token 600", "backend 600", "token 600");
  }

  private Response handle(String key, long millisLeft) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf").with("x-ingest-key", key);
    Request request = new Request("POST", "/v1/traces", headers, BATCH);
    return proxy.handle(request, NOW.plusMillis(millisLeft));
  }

  private static void assertTooLate(Response answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(new RpcStatus(14, "too little time is left to send the batch on").bytes());
    assertThat(answer.headers().first("Retry-After")).contains("1");
  }

  private OtlpProxy proxy() {
    Map<String, String> environment =
        Map.of(
            "TOKEN_SECRET_ID", "token", "INGEST_KEY_SECRET_ID", "key", "AWS_REGION", "eu-west-1");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return ProxyWiring.proxy(
        ProxySettings.from(environment),
        new Secrets(),
        this::send,
        Stores.NONE,
        new Log(Level.ERROR, nowhere, () -> NOW),
        new Metrics(SelfTelemetry.OFF, "OtlpProxy", nowhere, () -> NOW),
        () -> NOW);
  }

  private Response send(Request request, Duration timeout) {
    begun.add("backend " + timeout.toMillis());
    return new Response(backendStatus, Headers.NONE, Bytes.EMPTY);
  }

  /** One version of each secret; the labels of the key are what is read first of it. */
  private final class Secrets implements SecretVersions {
    @Override
    public Optional<SecretVersion> labelled(String secretId, String label, Duration timeout) {
      begun.add(secretId + " " + timeout.toMillis());
      return version("CANARY-token");
    }

    @Override
    public Optional<SecretVersion> byId(String secretId, String versionId, Duration timeout) {
      return version(KEY);
    }

    @Override
    public SecretLabels describe(String secretId, Duration timeout) {
      begun.add(secretId + " " + timeout.toMillis());
      return new SecretLabels(secretId, Map.of("v1", Set.of(CURRENT)), NOW, false);
    }

    private Optional<SecretVersion> version(String token) {
      return Optional.of(
          new SecretVersion(
              "v1",
              new TokenSecret(
                  TokenSecret.POOL, Token.of(token), "v1", "prod", List.of(), Optional.empty())));
    }
  }
}
