package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real SDK client over real HTTP. */
class SecretsManagerVersionsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SecretsManagerModel model = new SecretsManagerModel(InstantSource.system());
  private final Faults faults = new Faults();
  private final LoopbackServer server = LoopbackServer.start(new SecretsManagerFace(model), faults);
  private final SecretsManagerVersions versions =
      new SecretsManagerVersions(settings(server.url().toString()));

  static List<Fault> everyFault() {
    Bytes denied = Bytes.utf8("{\"__type\":\"AccessDeniedException\",\"message\":\"denied\"}");
    return List.of(
        new Fault.Answer(new Response(400, Headers.NONE, denied)),
        new Fault.Answer(new Response(500, Headers.NONE, Bytes.EMPTY)),
        new Fault.Answer(new Response(200, Headers.NONE, Bytes.utf8("CANARY"))),
        new Fault.Answer(new Response(200, Headers.NONE, Bytes.utf8("{}"))),
        new Fault.DropBefore(),
        new Fault.DropAfter(),
        new Fault.Cut(100));
  }

  @AfterEach
  void close() {
    versions.close();
    server.close();
  }

  @Test
  void labelled_eachLabel_givesItsVersion() {
    model.put("kong/token", "v1", "{\"token\":\"one\"}");
    model.put("kong/token", "v2", "{\"token\":\"two\"}");

    assertThat(read("AWSCURRENT").id()).isEqualTo("v2");
    assertThat(read("AWSCURRENT").value().token().reveal()).isEqualTo("two");
    assertThat(read("AWSPREVIOUS").value().token().reveal()).isEqualTo("one");
    assertThat(versions.labelled("kong/token", "AWSPENDING", TIMEOUT)).isEmpty();
  }

  @Test
  void labelled_byArn_givesTheSameVersion() {
    model.put("kong/token", "v1", "{\"token\":\"one\"}");

    assertThat(versions.labelled(SecretsManagerModel.arn("kong/token"), "AWSCURRENT", TIMEOUT))
        .isPresent();
  }

  @Test
  void labelled_noSuchSecret_isEmpty() {
    assertThat(versions.labelled("kong/other", "AWSCURRENT", TIMEOUT)).isEmpty();
  }

  @Test
  void labelled_wrongShape_namesSecretLabelAndPath() {
    model.put("kong/token", "v1", "{\"token\":{\"CANARY\":1}}");

    assertThatThrownBy(() -> read("AWSCURRENT"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("secret kong/token (AWSCURRENT): token: expected a text");
  }

  @ParameterizedTest
  @MethodSource("everyFault")
  void labelled_serviceFails_isUnavailableAndNotRepeated(Fault fault) {
    model.put("kong/token", "v1", "{\"token\":\"CANARY\"}");
    faults.always(fault);

    assertThatThrownBy(() -> read("AWSCURRENT"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageStartingWith("secret kong/token (AWSCURRENT) ")
        .message()
        .doesNotContain("CANARY");
    assertThat(faults.strikes()).isEqualTo(1);
  }

  @Test
  void labelled_serviceHangs_endsAtTheDeadline() {
    faults.always(new Fault.Hang());

    assertThatThrownBy(() -> versions.labelled("kong/token", "AWSCURRENT", Duration.ofMillis(100)))
        .isInstanceOf(SecretUnavailableException.class);
  }

  @Test
  void toString_settings_showNoCredentials() {
    assertThat(settings("http://127.0.0.1:1"))
        .asString()
        .contains("eu-west-1")
        .doesNotContain("CANARY");
  }

  private SecretVersion read(String label) {
    return versions.labelled("kong/token", label, TIMEOUT).orElseThrow();
  }

  private static AwsSettings settings(String endpoint) {
    return AwsSettings.from(
        new Settings(
            Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "CANARY")));
  }

  @Test
  void new_badRegion_isNamed() {
    assertThatThrownBy(
            () ->
                AwsSettings.from(
                    new Settings(Map.of("AWS_ENDPOINT_URL", "CANARY", "AWS_REGION", "x"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("AWS_ENDPOINT_URL: ");
  }
}
