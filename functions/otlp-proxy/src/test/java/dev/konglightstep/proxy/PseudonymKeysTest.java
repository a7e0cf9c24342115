package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.policy.identity.Pseudonyms;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.aws.SecretsManagerVersions;
import dev.konglightstep.standins.http.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys for pseudonyms, read from Secrets Manager's stand-in over HTTP. */
class PseudonymKeysTest {
  private static final String SECRET = "kong/pseudonyms";
  private static final String FIRST = "11111111-0000-4000-8000-0000aaaaaaaa";
  private static final String SECOND = "22222222-0000-4000-8000-0000bbbbbbbb";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Surroundings around = new Surroundings();

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void load_oneVersion_isTheCurrentKeyAlone() {
    put(FIRST, "CANARY-1");

    assertThat(load(Optional.of(SECRET)))
        .isEqualTo(new Pseudonyms(key("aaaaaaaa", "CANARY-1"), Optional.empty()));
  }

  @Test
  void load_whileTheKeyIsNew_theOneBeforeIsThereToo() {
    put(FIRST, "CANARY-1");
    put(SECOND, "CANARY-2");
    Pseudonyms both =
        new Pseudonyms(key("bbbbbbbb", "CANARY-2"), Optional.of(key("aaaaaaaa", "CANARY-1")));

    assertThat(load(Optional.of(SECRET))).isEqualTo(both);
    around.pass(PseudonymKeys.OVERLAP.minusMinutes(1));
    assertThat(load(Optional.of(SECRET))).isEqualTo(both);
    around.pass(Duration.ofMinutes(2));
    assertThat(load(Optional.of(SECRET)))
        .isEqualTo(new Pseudonyms(key("bbbbbbbb", "CANARY-2"), Optional.empty()));
  }

  @Test
  void load_nobodyNamedASecret_saysWhichSettingIsMissing() {
    assertThatThrownBy(() -> load(Optional.empty()))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("PSEUDONYM_SECRET_ID");
  }

  @Test
  void load_noSuchSecretOrNoAnswer_isUnavailableAndNamesIt() {
    assertThatThrownBy(() -> load(Optional.of("kong/none")))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("kong/none");
    put(FIRST, "CANARY-1");
    around.secretsFaults.always(new Fault.Answer(new Response(500, Headers.NONE, Bytes.EMPTY)));
    assertThatThrownBy(() -> load(Optional.of(SECRET)))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining(SECRET);
  }

  @Test
  void load_malformedSecret_isUnavailableWithoutItsText() {
    around.secrets.put(SECRET, FIRST, "{\"key\":\"CANARY-1\"}");

    assertThatThrownBy(() -> load(Optional.of(SECRET)))
        .isInstanceOf(SecretUnavailableException.class)
        .message()
        .doesNotContain("CANARY");
  }

  private void put(String version, String key) {
    around.secrets.put(SECRET, version, "{\"issuer\":\"generated\",\"token\":\"" + key + "\"}");
  }

  private Pseudonyms load(Optional<String> secret) {
    SecretsManagerVersions versions =
        new SecretsManagerVersions(ProxySettings.from(around.environment).aws());
    return new PseudonymKeys(versions, secret, around::now).load(TIMEOUT);
  }

  private static Pseudonyms.Key key(String id, String secret) {
    return new Pseudonyms.Key(id, Token.of(secret));
  }
}
