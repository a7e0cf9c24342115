package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong: the real SDK client over real HTTP. The contract tests have what goes right. */
class SecretsManagerVersionsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SecretsManagerModel model = new SecretsManagerModel(InstantSource.system());
  private final Faults faults = new Faults();
  private final LoopbackServer server = LoopbackServer.start(new SecretsManagerFace(model), faults);
  private final SecretsManagerVersions versions =
      new SecretsManagerVersions(Endpoint.at(server.url().toString()));

  static List<Fault> everyFault() {
    return List.of(
        answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"denied\"}"),
        answer(400, "{\"__type\":\"InvalidRequestException\",\"message\":\"marked for deletion\"}"),
        answer(500, ""),
        answer(200, "CANARY"),
        answer(200, "{}"),
        answer(200, "{\"LastChangedDate\":\"CANARY\"}"),
        answer(200, "{\"VersionIdsToStages\":\"CANARY\"}"),
        new Fault.DropBefore(),
        new Fault.DropAfter(),
        new Fault.Cut(100));
  }

  static Stream<Arguments> everyFaultOnEveryCall() {
    return everyFault().stream()
        .flatMap(fault -> Arrays.stream(Call.values()).map(call -> Arguments.of(call, fault)));
  }

  @AfterEach
  void close() {
    versions.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"token\":{\"CANARY\":1}}", "{\"token\":\"CANARY CANARY\"}", "CANARY"})
  void value_wrongShape_isMalformedAndNotQuoted(String value) {
    model.put("kong/token", "v1", value);

    for (Call call : List.of(Call.LABELLED, Call.BY_ID)) {
      assertThatThrownBy(() -> call.on(versions, TIMEOUT))
          .isInstanceOfSatisfying(
              SecretUnavailableException.class, e -> assertThat(e.isMalformed()).isTrue())
          .hasMessageStartingWith(call.subject + ": ")
          .message()
          .doesNotContain("CANARY");
    }
  }

  @Test
  void value_wrongShape_namesThePath() {
    model.put("kong/token", "v1", "{\"token\":{\"CANARY\":1}}");

    assertThatThrownBy(() -> Call.LABELLED.on(versions, TIMEOUT))
        .hasMessage("secret kong/token (AWSCURRENT): token: expected a text");
    assertThatThrownBy(() -> Call.BY_ID.on(versions, TIMEOUT))
        .hasMessage("secret kong/token (version v1): token: expected a text");
  }

  @ParameterizedTest
  @MethodSource("everyFaultOnEveryCall")
  void call_serviceFails_isUnavailableAndNotRepeated(Call call, Fault fault) {
    model.put("kong/token", "v1", "{\"token\":\"CANARY\"}");
    faults.always(fault);

    assertThatThrownBy(() -> call.on(versions, TIMEOUT))
        .isInstanceOfSatisfying(
            SecretUnavailableException.class, e -> assertThat(e.isMalformed()).isFalse())
        .hasMessageStartingWith(call.subject + " cannot be read: ")
        .message()
        .doesNotContain("CANARY");
    assertThat(faults.strikes()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void call_denied_saysWhatTheServiceSaid(Call call) {
    faults.always(everyFault().getFirst());

    assertThatThrownBy(() -> call.on(versions, TIMEOUT))
        .hasMessageEndingWith("cannot be read: status 400, AccessDeniedException: denied");
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void call_serviceHangs_endsAtTheDeadline(Call call) {
    faults.always(new Fault.Hang());

    assertThatThrownBy(() -> call.on(versions, Duration.ofMillis(100)))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageEndingWith("cannot be read: no answer in time");
  }

  /** The SDK takes a timeout below a millisecond for none, and zero for a mistake. */
  @ParameterizedTest
  @CsvSource({"LABELLED, PT0S", "BY_ID, PT0.000999S", "DESCRIBE, PT-1S"})
  void call_noTimeLeft_isUnavailableAndNotMade(Call call, Duration timeout) {
    faults.always(new Fault.Hang());

    assertThatThrownBy(() -> call.on(versions, timeout))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage(call.subject + " cannot be read: no time is left");
    assertThat(faults.strikes()).isZero();
  }

  @Test
  void toString_settings_showNoCredentials() {
    assertThat(Endpoint.at("http://127.0.0.1:1"))
        .asString()
        .contains("eu-west-1")
        .doesNotContain("CANARY");
  }

  @Test
  void new_badEndpoint_isNamed() {
    assertThatThrownBy(
            () ->
                AwsSettings.from(
                    new Settings(Map.of("AWS_ENDPOINT_URL", "CANARY", "AWS_REGION", "x"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("AWS_ENDPOINT_URL: ");
  }

  private static Fault answer(int status, String body) {
    return new Fault.Answer(new Response(status, Headers.NONE, Bytes.utf8(body)));
  }

  /** The port's methods, and how their messages begin. */
  enum Call {
    LABELLED("secret kong/token (AWSCURRENT)"),
    BY_ID("secret kong/token (version v1)"),
    DESCRIBE("secret kong/token");

    private final String subject;

    Call(String subject) {
      this.subject = subject;
    }

    Object on(SecretsManagerVersions versions, Duration timeout) {
      return switch (this) {
        case LABELLED -> versions.labelled("kong/token", "AWSCURRENT", timeout);
        case BY_ID -> versions.byId("kong/token", "v1", timeout);
        case DESCRIBE -> versions.describe("kong/token", timeout);
      };
    }
  }
}
