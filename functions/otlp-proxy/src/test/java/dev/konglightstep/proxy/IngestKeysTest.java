package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.SecretsCalls.DESCRIBE;
import static dev.konglightstep.proxy.SecretsCalls.get;
import static dev.konglightstep.proxy.Surroundings.KEY;
import static dev.konglightstep.proxy.Surroundings.KEY_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 200, 401 or 503, and how often the secret is read for it (DESIGN, section 7). */
class IngestKeysTest {
  private static final Bytes BATCH = Recording.body("01-anonymous-200");
  private static final String KEY_2 = "CANARY-key-2";
  private static final Duration PAUSE = Duration.ofMillis(5001);
  private static final Fault DENIED =
      new Fault.Answer(
          new Response(
              400,
              Headers.NONE,
              Bytes.utf8("{\"__type\":\"AccessDeniedException\",\"message\":\"not allowed\"}")));

  private final Surroundings around = new Surroundings();

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
  }

  @Test
  void missing_is401AndCostsNoCall() {
    OtlpProxy proxy = around.proxy();
    assertThat(send(proxy, Headers.NONE)).isEqualTo(401);
    assertThat(calls()).isEmpty();

    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.pass(Duration.ofMinutes(6));
    calls();
    assertThat(send(proxy, Headers.NONE)).isEqualTo(401);
    assertThat(calls()).isEmpty();
  }

  @Test
  void known_isReadOnce() {
    OtlpProxy proxy = around.proxy();
    for (int i = 0; i < 5; i++) {
      assertThat(status(proxy, KEY)).isEqualTo(200);
    }

    assertThat(calls()).containsExactly(DESCRIBE, get("v1"));
  }

  @Test
  void unknown_newOne_isFoundByOneReRead() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.putKey("v2", KEY_2);
    calls();

    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"));
  }

  @Test
  void unknown_afterASuccessfulReRead_is401ForFiveSecondsWithoutAnother() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, "guess")).isEqualTo(401);
    around.putKey("v2", KEY_2);
    calls();

    assertThat(status(proxy, KEY_2)).isEqualTo(401);
    assertThat(status(proxy, "guess")).isEqualTo(401);
    assertThat(calls()).isEmpty();
    around.pass(PAUSE);
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"));
  }

  @Test
  void unknown_afterAFailedReRead_is503ForFiveSecondsWithoutAnother() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.putKey("v2", KEY_2);
    around.secretsFaults.always(DENIED);
    assertThat(status(proxy, KEY_2)).isEqualTo(503);
    around.secretsFaults.clear();
    calls();

    assertThat(status(proxy, KEY_2)).isEqualTo(503);
    assertThat(status(proxy, "guess")).isEqualTo(503);
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(calls()).isEmpty();
    around.pass(PAUSE);
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    assertThat(status(proxy, "guess")).isEqualTo(401);
  }

  @Test
  void unknown_manyAtOnce_readTheSecretOnce() throws Exception {
    int senders = 8;
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.putKey("v2", KEY_2);
    calls();
    around.secretsCalls.hold();
    CountDownLatch sending = new CountDownLatch(senders);
    try (ExecutorService threads = Executors.newFixedThreadPool(senders)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        answers.add(
            threads.submit(
                () -> {
                  sending.countDown();
                  return status(proxy, KEY_2);
                }));
      }
      sending.await();
      around.secretsCalls.awaitCall();
      assertThat(status(proxy, KEY)).as("a known key does not wait for them").isEqualTo(200);
      around.secretsCalls.release();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"));
  }

  @Test
  void nothingLoaded_is503ForEveryKey() {
    around.secretsFaults.always(DENIED);
    OtlpProxy proxy = around.proxy();

    assertThat(status(proxy, KEY)).isEqualTo(503);
    assertThat(status(proxy, "guess")).isEqualTo(503);
    assertThat(send(proxy, Headers.NONE)).isEqualTo(401);

    around.secretsFaults.clear();
    around.pass(Duration.ofMillis(1001));
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, "guess")).isEqualTo(401);
  }

  @Test
  void old_cannotBeReadAgain_theLastGoodOnesStay() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.secretsFaults.always(SecretsCalls.calling(DESCRIBE), DENIED);
    around.pass(Duration.ofMinutes(6));

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(around.log().lines().filter(line -> line.contains("\"level\":")))
        .singleElement()
        .asString()
        .contains("\"level\":\"error\"")
        .contains("\"message\":\"a secret cannot be read\"")
        .contains("\"secret\":\"kong/ingest-key\"")
        .contains("AccessDeniedException: not allowed");
    assertThat(status(proxy, "guess")).isEqualTo(503);
    around.pass(Duration.ofDays(30));
    assertThat(status(proxy, KEY)).isEqualTo(200);
  }

  @Test
  void secretDeleted_theLastGoodOnesStay() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.secretsFaults.always(
        new Fault.Answer(
            new Response(
                400, Headers.NONE, Bytes.utf8("{\"__type\":\"ResourceNotFoundException\"}"))));
    around.pass(Duration.ofMinutes(6));

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(around.log())
        .contains("secret kong/ingest-key is not here; check its name, its account and its region");
  }

  @Test
  void switchedOff_everybodyMaySendAndNothingIsRead() {
    around.environment.put("INGEST_KEY_SECRET_ID", "none");
    OtlpProxy proxy = around.proxy();

    assertThat(status(proxy, "guess")).isEqualTo(200);
    assertThat(send(proxy, Headers.NONE)).isEqualTo(200);
    assertThat(calls()).isEmpty();
  }

  /** Whoever stands between Kong and the proxy can append a header, not go before Kong's. */
  @Test
  void headerTwice_theFirstCounts() {
    OtlpProxy proxy = around.proxy();

    assertThat(send(proxy, Headers.of("x-ingest-key", KEY).with("X-Ingest-Key", "guess")))
        .isEqualTo(200);
    assertThat(send(proxy, Headers.of("x-ingest-key", "guess").with("X-Ingest-Key", KEY)))
        .isEqualTo(401);
  }

  @Test
  void byArn_readsTheSameSecret() {
    around.environment.put("INGEST_KEY_SECRET_ID", SecretsManagerModel.arn(KEY_SECRET));

    assertThat(status(around.proxy(), KEY)).isEqualTo(200);
  }

  private int status(OtlpProxy proxy, String key) {
    return around.status(proxy, key);
  }

  private int send(OtlpProxy proxy, Headers headers) {
    Headers all = Headers.of("Content-Type", "application/x-protobuf").with(headers);
    return around.handle(proxy, new Request("POST", "/v1/traces", all, BATCH)).status();
  }

  private List<String> calls() {
    return around.secretsCalls.take();
  }
}
