package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.SecretsCalls.DESCRIBE;
import static dev.konglightstep.proxy.SecretsCalls.get;
import static dev.konglightstep.proxy.Surroundings.KEY;
import static dev.konglightstep.proxy.Surroundings.KEY_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which versions' keys are accepted, for how long, and what it costs to know. */
class AcceptedKeysTest {
  private static final String KEY_2 = "CANARY-key-2";
  private static final String KEY_3 = "CANARY-key-3";
  private static final Duration MORE_THAN_MAX_AGE = Duration.ofMinutes(6);

  private final Surroundings around = new Surroundings();

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
  }

  @ParameterizedTest
  @CsvSource({
    "AWSCURRENT, 200",
    "AWSPENDING, 200",
    "AWSPREVIOUS, 200",
    "live-v2, 200",
    "live-, 200",
    "'', 401",
    "audited-v2, 401",
    "alive-v2, 401",
    "awspending, 401",
    "LIVE-v2, 401"
  })
  void label_ofTheKeysVersion_decides(String label, int status) {
    around.putKey("v2", KEY_2, label.isEmpty() ? new String[0] : new String[] {label});

    assertThat(status(around.proxy(), KEY_2)).isEqualTo(status);
  }

  @Test
  void labels_fourVersionsInARotation_areAllAccepted() {
    around.putKey("v2", KEY_2);
    around.putKey("v3", KEY_3, "AWSPENDING");
    around.putKey("v4", "CANARY-key-4", "live-v4");
    OtlpProxy proxy = around.proxy();

    for (String key : List.of(KEY, KEY_2, KEY_3, "CANARY-key-4")) {
      assertThat(status(proxy, key)).isEqualTo(200);
    }
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"), get("v3"), get("v4"), get("v1"));
  }

  @Test
  void label_takenOff_countsUntilTheNextReading() {
    around.putKey("v2", KEY_2, "live-v2");
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    around.secrets.remove(KEY_SECRET, "live-v2");

    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    around.pass(MORE_THAN_MAX_AGE);
    assertThat(status(proxy, KEY_2)).isEqualTo(401);
  }

  @Test
  void previous_byDefault_countsForADay() {
    around.putKey("v2", KEY_2);
    OtlpProxy proxy = around.proxy();
    around.pass(Duration.ofHours(24).minusMinutes(1));
    assertThat(status(proxy, KEY)).isEqualTo(200);

    around.pass(Duration.ofMinutes(1));

    assertThat(status(proxy, KEY)).isEqualTo(401);
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
  }

  /** The keys are two minutes old then: nobody would read them again. */
  @Test
  void previous_graceEndsBetweenReadings_isRefusedAtOnce() {
    around.environment.put("INGEST_KEY_GRACE", "PT2M");
    around.putKey("v2", KEY_2);
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.pass(Duration.ofSeconds(90));
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(calls()).containsOnlyOnce(DESCRIBE);

    around.pass(Duration.ofSeconds(30));

    assertThat(status(proxy, KEY)).isEqualTo(401);
  }

  @Test
  void previous_secretChangedMeanwhile_hasItsWholeGraceAgain() {
    around.environment.put("INGEST_KEY_GRACE", "PT2M");
    around.putKey("v2", KEY_2);
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.pass(Duration.ofSeconds(90));
    around.secrets.rotationEnabled(KEY_SECRET, true);

    around.pass(Duration.ofSeconds(90));

    assertThat(status(proxy, KEY)).isEqualTo(200);
  }

  @Test
  void previous_thatIsLiveToo_countsWithoutEnd() {
    around.secrets.move(KEY_SECRET, "live-v1", "v1");
    around.putKey("v2", KEY_2);
    OtlpProxy proxy = around.proxy();
    around.pass(Duration.ofDays(400));

    assertThat(status(proxy, KEY)).isEqualTo(200);
  }

  @Test
  void previous_pastItsGrace_isNotEvenRead() {
    around.putKey("v2", KEY_2);
    around.pass(Duration.ofDays(2));

    assertThat(status(around.proxy(), KEY_2)).isEqualTo(200);
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"));
  }

  @Test
  void current_movedBackByAPerson_bothKeysStayGood() {
    around.putKey("v2", KEY_2);
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    around.secrets.move(KEY_SECRET, "AWSCURRENT", "v1");
    around.pass(MORE_THAN_MAX_AGE);

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, KEY_2)).isEqualTo(200);
  }

  @Test
  void readByAge_nothingNew_costsOneCall() {
    around.putKey("v2", KEY_2);
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"), get("v1"));
    around.pass(Duration.ofMinutes(5).minusSeconds(10));
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(calls()).isEmpty();

    around.pass(Duration.ofSeconds(11));

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(calls()).containsExactly(DESCRIBE);
  }

  @Test
  void readByAge_newVersion_readsThatOneAlone() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    around.putKey("v2", KEY_2);
    around.pass(MORE_THAN_MAX_AGE);
    calls();

    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"));
  }

  @Test
  void pending_withoutAValueYet_isSkippedAndReadOnceItHasOne() {
    around.secrets.begin(KEY_SECRET, "v2");
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, KEY_2)).isEqualTo(401);
    assertThat(around.log()).isEmpty();
    around.putKey("v2", KEY_2, "AWSPENDING");
    around.pass(Duration.ofMillis(5001));
    calls();

    assertThat(status(proxy, KEY_2)).isEqualTo(200);
    assertThat(calls()).containsExactly(DESCRIBE, get("v2"));
  }

  @Test
  void malformed_besideAGoodOne_isSkippedWithAWarningAndReadOnce() {
    around.secrets.put(KEY_SECRET, "v2", "{\"token\":{\"CANARY\":1}}", List.of("AWSPENDING"));
    OtlpProxy proxy = around.proxy();

    assertThat(status(proxy, KEY)).isEqualTo(200);
    assertThat(status(proxy, "guess")).isEqualTo(401);
    assertThat(calls()).containsExactly(DESCRIBE, get("v1"), get("v2"), DESCRIBE);
    assertThat(around.log().lines())
        .singleElement()
        .asString()
        .contains("\"level\":\"warn\"")
        .contains("\"message\":\"a version of the ingest key cannot be used\"")
        .contains("\"why\":\"secret kong/ingest-key (version v2): token: expected a text\"");
  }

  @Test
  void malformed_noGoodOne_is503() {
    around.secrets.put(KEY_SECRET, "v2", "CANARY");
    around.pass(Duration.ofDays(2));

    assertThat(status(around.proxy(), KEY)).isEqualTo(503);
    assertThat(around.log())
        .contains("secret kong/ingest-key (version v2): expected JSON")
        .contains("secret kong/ingest-key has no version that is accepted");
  }

  /** Whoever puts a broken value by hand does not lock Kong out. */
  @Test
  void malformed_current_leavesThePreviousOneGood() {
    around.secrets.put(KEY_SECRET, "v2", "CANARY");

    assertThat(status(around.proxy(), KEY)).isEqualTo(200);
  }

  @Test
  void labels_none_is503() {
    around.secrets.remove(KEY_SECRET, "AWSCURRENT");

    assertThat(status(around.proxy(), KEY)).isEqualTo(503);
    assertThat(around.log()).contains("secret kong/ingest-key has no version that is accepted");
  }

  private int status(OtlpProxy proxy, String key) {
    return around.status(proxy, key);
  }

  private List<String> calls() {
    return around.secretsCalls.take();
  }
}
