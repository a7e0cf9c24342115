package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.SecretsCalls.DESCRIBE;
import static dev.konglightstep.proxy.SecretsCalls.calling;
import static dev.konglightstep.proxy.SecretsCalls.get;
import static dev.konglightstep.proxy.Surroundings.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the calls that make up a reading of the keys goes wrong in each way. */
class IngestKeyFaultTest {
  private static final Bytes BATCH = Recording.body("01-anonymous-200");
  private static final String KEY_2 = "CANARY-key-2";
  private static final Duration PAUSE = Duration.ofMillis(5001);
  private static final Duration MORE_THAN_MAX_AGE = Duration.ofMinutes(6);

  /** What is left for secrets and backend once the reserve is off. */
  private static final Duration SLICE = Duration.ofMillis(1500);

  private final Surroundings around = new Surroundings();

  static List<Fault> faults() {
    return List.of(
        answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not allowed\"}"),
        answer(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"),
        answer(500, ""),
        answer(200, "CANARY"),
        new Fault.DropBefore(),
        new Fault.DropAfter(),
        new Fault.Cut(100),
        new Fault.Hang());
  }

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void labels_neverRead_is503ForEveryKey(Fault fault) {
    OtlpProxy proxy = around.proxy();
    around.secretsFaults.always(calling(DESCRIBE), fault);

    assertThat(status(proxy, KEY)).isEqualTo(503);
    assertThat(status(proxy, "guess")).isEqualTo(503);

    assertRecovers(proxy);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void value_ofTheOnlyVersionNeverRead_is503ForEveryKey(Fault fault) {
    OtlpProxy proxy = around.proxy();
    around.secretsFaults.always(calling(get("v1")), fault);

    assertThat(status(proxy, KEY)).isEqualTo(503);
    assertThat(status(proxy, "guess")).isEqualTo(503);

    assertRecovers(proxy);
  }

  /** What is good is good; of what is missing nobody can say. */
  @ParameterizedTest
  @MethodSource("faults")
  void value_ofOneVersionNotRead_leavesTheOthersGood(Fault fault) {
    warm();
    around.putKey("v2", KEY_2, "AWSPENDING");
    OtlpProxy proxy = around.proxy();
    around.secretsFaults.always(calling(get("v2")), fault);

    assertThat(status(proxy, KEY_2)).isEqualTo(503);
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, "guess")).isEqualTo(503);
    assertThat(around.log())
        .contains("\"message\":\"a version of the ingest key cannot be used\"")
        .contains("secret kong/ingest-key (version v2) cannot be read: ");

    around.secretsFaults.clear();
    around.pass(PAUSE);
    around.secretsCalls.take();
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    assertThat(around.secretsCalls.take()).containsExactly(DESCRIBE, get("v2"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void labels_notReadAgain_theLastGoodKeysStay(Fault fault) {
    OtlpProxy proxy = warm();
    around.putKey("v2", KEY_2);
    around.secretsFaults.always(calling(DESCRIBE), fault);
    around.pass(MORE_THAN_MAX_AGE);

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, KEY_2)).isEqualTo(503);
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(around.log()).contains("\"message\":\"a secret cannot be read\"");

    assertRecovers(proxy);
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void value_ofTheNewVersionNotRead_theLastGoodKeysStay(Fault fault) {
    OtlpProxy proxy = warm();
    around.putKey("v2", KEY_2);
    around.secretsFaults.always(calling(get("v2")), fault);
    around.pass(MORE_THAN_MAX_AGE);

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, KEY_2)).isEqualTo(503);

    around.secretsFaults.clear();
    around.pass(PAUSE);
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    assertThat(status(proxy, KEY)).isEqualTo(200);
  }

  /** AWSPENDING vanished between the two calls, as at the end of a rotation. */
  @Test
  void value_vanishedBetweenTheCalls_isSkipped() {
    around.putKey("v2", KEY_2, "AWSPENDING");
    around.secretsFaults.always(
        calling(get("v2")), answer(400, "{\"__type\":\"ResourceNotFoundException\"}"));
    OtlpProxy proxy = around.proxy();

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, KEY_2)).isEqualTo(401);
    assertThat(around.log()).isEmpty();
  }

  /** Each call alone would be in time; together they are not. */
  @Test
  void slowCalls_shareOneDeadline() {
    around.putKey("v2", KEY_2, "AWSPENDING");
    around.putKey("v3", "CANARY-key-3", "live-v3");
    OtlpProxy proxy = warm();
    OtlpProxy cold = around.proxy();
    Duration delay = SLICE.multipliedBy(2).dividedBy(5);
    around.secretsFaults.always(request -> true, new Fault.Delay(delay));

    Instant began = around.now();
    assertThat(status(cold, "guess")).isEqualTo(503);

    assertThat(Duration.between(began, around.now())).isLessThan(SLICE.plusSeconds(1));
    assertThat(around.log()).contains("secret kong/ingest-key (version v3) cannot be read: no");
    assertThat(status(proxy, KEY)).isEqualTo(200);
  }

  /** The first call in a JVM loads classes, which takes longer than these deadlines. */
  private OtlpProxy warm() {
    OtlpProxy proxy = around.proxy();
    assertThat(around.status(proxy, KEY)).isEqualTo(200);
    return proxy;
  }

  private void assertRecovers(OtlpProxy proxy) {
    around.secretsFaults.clear();
    around.pass(Duration.ofSeconds(11));
    assertThat(around.status(proxy, KEY)).isEqualTo(200);
    assertThat(around.status(proxy, "guess")).isEqualTo(401);
  }

  private int status(OtlpProxy proxy, String key) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf").with("x-ingest-key", key);
    Request request = new Request("POST", "/v1/traces", headers, BATCH);
    Duration budget = Slices.SPILL.plus(Slices.TURN).plus(SLICE);
    return proxy.handle(request, around.now().plus(budget)).status();
  }

  private static Fault answer(int status, String body) {
    return new Fault.Answer(new Response(status, Headers.NONE, Bytes.utf8(body)));
  }
}
