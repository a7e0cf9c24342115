package dev.konglightstep.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.secretsmanager.Rotation.Outcome;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the event that Secrets Manager sends to what Kong holds, all over real HTTP. */
class TokenRotationHandlerTest {
  private static final String TOKEN_HEADER = "Lightstep-Access-Token";
  private static final String TOKEN_SECRET = RotationOverHttp.TOKEN_SECRET;
  private static final String KEY_SECRET = RotationOverHttp.KEY_SECRET;
  private static final String NEW_TOKEN = "CANARY-token-2";

  private final RotationOverHttp around = new RotationOverHttp();

  @AfterEach
  void noSecretWasPrinted() {
    around.close();
    assertThat(around.printed.toString(StandardCharsets.UTF_8) + around.failures)
        .doesNotContain("CANARY")
        .satisfies(
            text -> around.rotationTokens.forEach(token -> assertThat(text).doesNotContain(token)));
  }

  @Test
  void rotate_token_isInKongAndCurrentAndTold() {
    around.fillPool("t-2", NEW_TOKEN);

    assertThat(around.rotate(TOKEN_SECRET, 0)).isEqualTo(Outcome.SUCCEEDED);

    assertThat(around.held(TOKEN_HEADER)).isEqualTo(NEW_TOKEN);
    assertThat(around.held("x-ingest-key")).isEqualTo(RotationOverHttp.OLD_KEY);
    assertThat(around.currentValue(TOKEN_SECRET)).contains(NEW_TOKEN).contains("\"t-1\"");
    assertThat(printed()).contains("TargetUpdated", "TokenRotated", "edge");
  }

  @Test
  void rotate_ingestKey_isNewAndOfEnoughBits() {
    assertThat(around.rotate(KEY_SECRET, 0)).isEqualTo(Outcome.SUCCEEDED);

    String key = around.held("x-ingest-key");
    assertThat(key).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(RotationOverHttp.OLD_KEY);
    assertThat(around.currentValue(KEY_SECRET)).contains(key);
    assertThat(around.held(TOKEN_HEADER)).isEqualTo(RotationOverHttp.OLD_TOKEN);
    assertThat(printed()).doesNotContain(key).contains("TokenRotated");
  }

  @Test
  void rotate_kongGoesAwayOnce_succeedsWhenItIsBegunAgain() {
    around.fillPool("t-2", NEW_TOKEN);
    around.kongFaults.next(new Fault.DropBefore());

    assertThat(around.rotate(TOKEN_SECRET, 1)).isEqualTo(Outcome.SUCCEEDED);

    assertThat(around.held(TOKEN_HEADER)).isEqualTo(NEW_TOKEN);
    assertThat(around.failures).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void rotate_lightstepRefusesAllThatIsNew_changesNothing() {
    around.fillPool("t-2", NEW_TOKEN);
    around.lightstep.refuse(NEW_TOKEN);

    assertThat(around.rotate(TOKEN_SECRET, 0)).isNotEqualTo(Outcome.SUCCEEDED);

    assertThat(around.held(TOKEN_HEADER)).isEqualTo(RotationOverHttp.OLD_TOKEN);
    assertThat(printed()).contains("PoolTokenRefused");
    assertThat(around.failures.getLast()).contains("pool add");
  }

  @Test
  void create_emptyPool_saysHowToFillIt() {
    assertThat(around.rotate(TOKEN_SECRET, 0)).isNotEqualTo(Outcome.SUCCEEDED);

    assertThat(around.failures).last().asString().contains("no token", "pool add");
    assertThat(around.currentValue(TOKEN_SECRET)).contains(RotationOverHttp.OLD_TOKEN);
    assertThat(around.held(TOKEN_HEADER)).isEqualTo(RotationOverHttp.OLD_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
  void step_rotationNotEnabled_changesNothing(String step) {
    String version = around.uuid();
    around.secrets.begin(TOKEN_SECRET, version);
    around.secrets.rotationEnabled(TOKEN_SECRET, false);

    refused(() -> around.step(step, arn(TOKEN_SECRET), version), "rotation is not enabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
  void step_anotherSecret_namesTheSettings(String step) {
    around.secrets.createSecret("other", around.uuid(), Optional.empty());

    refused(
        () -> around.step(step, arn("other"), around.uuid()),
        "secret:other",
        "TOKEN_SECRET_ID",
        "INGEST_KEY_SECRET_ID");
  }

  @Test
  void step_secretThatIsGone_saysWhatToCheck() {
    around.secrets.deleteWithoutRecovery(TOKEN_SECRET);

    assertThatThrownBy(() -> around.step("createSecret", TOKEN_SECRET, around.uuid()))
        .hasMessage("secret kong/token is not here; check its name, its account and its region");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CANARY-no-json | JSON",
        "{\"issuer\":\"pool\",\"name\":\"CANARY\"} | token: ",
        "{\"issuer\":\"CANARY\",\"token\":\"CANARY\",\"name\":\"n\"} | issuer: ",
        "{\"issuer\":\"pool\",\"token\":[\"CANARY\"],\"name\":\"n\"} | token: ",
        "{\"issuer\":\"pool\",\"token\":\"CANARY\",\"name\":\"n\",\"history\":\"CANARY\"} | history: "
      })
  void create_malformedSecret_namesTheFieldAndNeverTheContent(String document, String field) {
    around.fillPool("t-2", NEW_TOKEN);
    around.secrets.put(TOKEN_SECRET, around.uuid(), document);
    String version = around.uuid();
    around.secrets.begin(TOKEN_SECRET, version);
    around.secrets.rotationEnabled(TOKEN_SECRET, true);

    refused(() -> around.step("createSecret", arn(TOKEN_SECRET), version), field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | KONG_TARGETS",
        "{} | KONG_TARGETS",
        "[{\"name\":\"edge\"}] | [0].secret",
        "[{\"name\":\"edge\",\"secret\":\"nobody\",\"kind\":\"admin\",\"urls\":[\"https://kong\"],\"header\":\"h\"}] | TOKEN_SECRET_ID"
      })
  void start_targetsThatDoNotParse_isRefused(String targets, String named) {
    around.environment.put("KONG_TARGETS", targets);

    assertThatThrownBy(around::handler).hasMessageContaining(named);
  }

  @Test
  void set_targetThatMatchesNothing_isAnErrorAndNothingIsWritten() {
    around.fillPool("t-2", NEW_TOKEN);
    around.environment.put(
        "KONG_TARGETS",
        "["
            + around
                .target("edge", TOKEN_SECRET, TOKEN_HEADER)
                .replace("}", ",\"tags\":[\"nobody-has-it\"]}")
            + "]");
    String kong = around.state().substring(around.state().lastIndexOf(' '));

    assertThat(around.rotate(TOKEN_SECRET, 0)).isNotEqualTo(Outcome.SUCCEEDED);

    assertThat(around.failures.getLast()).contains("edge: no opentelemetry plugin", "tags");
    assertThat(around.state()).endsWith(kong);
    assertThat(around.currentValue(TOKEN_SECRET)).contains(RotationOverHttp.OLD_TOKEN);
  }

  private void refused(Runnable step, String... said) {
    String before = around.state();
    Consumer<Throwable> words = e -> assertThat(e).hasMessageContainingAll(said);

    assertThatThrownBy(step::run).satisfies(words);

    assertThat(around.state()).isEqualTo(before);
  }

  private String printed() {
    return around.printed.toString(StandardCharsets.UTF_8);
  }

  private static String arn(String secret) {
    return SecretsManagerModel.arn(secret);
  }
}
