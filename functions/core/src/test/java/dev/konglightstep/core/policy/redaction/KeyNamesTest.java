package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "access_token",
        "accessToken",
        "x.y.id-token",
        "db.password",
        "userPassword",
        "client_secret",
        "api_key",
        "apikey",
        "apiKey",
        "X-API-Key",
        "http.request.header.x-api-key",
        "authorization",
        "http.request.header.Authorization",
        "private_key",
        "aws.secret_access_key",
        "passwd",
        "PWD",
        "session.cookie",
        "api_key.0",
        "password1",
        "token_2",
        "jwt.signing_key",
        "encryption-key"
      })
  void isSecret_yes(String key) {
    assertThat(isSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key",
        "http.route",
        "aws.sigv4.access_key_id",
        "kong.auth.credential.id",
        "gen_ai.usage.input_tokens",
        "token.type",
        "password.length",
        "kong.auth.consumer.name",
        "monkey",
        "primary_key",
        "authorization.kind",
        "sampling.ratio",
        "partition_key",
        "idempotency_key",
        "public_key",
        "1",
        "items.0"
      })
  void isSecret_no(String key) {
    assertThat(isSecret(key)).isFalse();
  }

  private static boolean isSecret(String key) {
    byte[] bytes = ("x" + key + "token").getBytes(StandardCharsets.UTF_8);
    return KeyNames.isSecret(bytes, 1, bytes.length - 5);
  }
}
