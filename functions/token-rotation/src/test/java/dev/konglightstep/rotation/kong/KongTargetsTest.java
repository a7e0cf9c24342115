package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.http.Origin;
import dev.konglightstep.platform.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KongTargetsTest {
  private static final String LEAST =
      """
      [{"name":"edge","secret":"key","kind":"admin","urls":["https://kong.example:8444/"],
        "header":"x-ingest-key"}]""";

  private static final StoredText NO_STORE =
      (bucket, key) -> {
        throw new IOException("status 403, AccessDenied: no");
      };

  @Test
  void read_least_hasDefaults() {
    assertThat(KongTargets.read(LEAST, NO_STORE))
        .containsExactly(
            new KongTarget(
                "[0]",
                "edge",
                "key",
                KongTarget.Kind.ADMIN,
                List.of(URI.create("https://kong.example:8444")),
                Optional.empty(),
                List.of(),
                "x-ingest-key",
                Set.of(),
                false,
                Optional.empty(),
                "Kong-Admin-Token",
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void read_everything_isTaken() {
    String document =
        """
        [{"name":"edge","secret":"arn:aws:secretsmanager:eu-west-1:1:secret:key-AbCdEf",
          "kind":"admin","urls":["https://a.example","http://127.0.0.1:8001"],"workspace":"*",
          "tags":["otel","b"],"header":"lightstep-access-token",
          "endpoints":["https://Proxy.example"],"add":true,"credential":"kong-admin",
          "credential_header":"Authorization","ca":"file:/etc/ca.pem"}]""";

    KongTarget target = KongTargets.read(document, NO_STORE).getFirst();

    assertThat(target.urls()).extracting(URI::getPort).containsExactly(-1, 8001);
    assertThat(target.workspace()).contains("*");
    assertThat(target.tags()).containsExactly("otel", "b");
    assertThat(target.endpoints()).containsExactly(new Origin("https", "proxy.example", 443));
    assertThat(target.add()).isTrue();
    assertThat(target.credential()).contains("kong-admin");
    assertThat(target.credentialHeader()).isEqualTo("Authorization");
    assertThat(target.ca()).contains("file:/etc/ca.pem");
  }

  /** Each one changes the least document at one place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "name":"edge"       | "name":7                   | [0].name: expected a text
          "name":"edge"       | "name":" "                 | [0].name: expected a text that is not empty
          "name":"edge",      |                            | [0].name: expected a text, found nothing
          "secret":"key",     |                            | [0].secret: expected a text, found nothing
          "kind":"admin"      | "kind":"CANARY"            | [0].kind: expected "admin", "konnect" or "dbless"
          "kind":"admin"      | "kind":"dbless"            | [0].file: expected where the template of the declarative file is
          "kind":"admin"      | "kind":"admin","file":"x"  | [0].file: expected nothing; only kind "dbless" has a file
          "kind":"admin"      | "kind":"konnect","workspace":"a" | [0].workspace: expected nothing; only kind "admin" has workspaces
          "kind":"admin"      | "kind":"admin","workspace":"a/b" | [0].workspace: expected a workspace's name, or "*" for all of them
          "kind":"admin"      | "kind":"admin","tags":["a","b,c"] | [0].tags[1]: expected a tag without a comma or a slash
          "kind":"admin"      | "kind":"admin","add":"yes" | [0].add: expected true or false
          "kind":"admin"      | "kind":"admin","credental":"CANARY" | [0].credental: unknown field; did you mean "credential"?
          "kind":"admin"      | "kind":"admin","credential_haeder":"CANARY" | [0].credential_haeder: unknown field; did you mean "credential_header"?
          "kind":"admin"      | "kind":"admin","credential_header":"a b" | [0].credential_header: expected the name of a header (RFC 9110, section 5.1)
          "kind":"admin"      | "kind":"admin","password":"CANARY" | [0].password: unknown field; expected one of [add, ca, credential, credential_header, endpoints, file, header, kind, name, secret, tags, urls, workspace]
          "kind":"admin"      | "kind":"admin","endpoints":["http://CANARY.example"] | [0].endpoints[0]: expected https (http only to a loopback address)
          "https://kong.example:8444/" |                   | [0].urls: expected at least one URL of an Admin API
          "https://kong.example:8444/" | "https://a.example","http://CANARY.example" | [0].urls[1]: expected https (http only to a loopback address)
          "https://kong.example:8444/" | "https://CANARY:CANARY@kong.example" | [0].urls[0]: expected scheme, host and perhaps a port, such as https://host.example:443
          "https://kong.example:8444/" | "https://kong.example/CANARY" | [0].urls[0]: expected scheme, host and perhaps a port, such as https://host.example:443
          "x-ingest-key"      | "x ingest"                 | [0].header: expected the name of a header (RFC 9110, section 5.1)
          }]                  | },{}]                      | [1].name: expected a text, found nothing
          }]                  | },"CANARY"]                | [1]: expected an object
          }]                  | }                          | expected JSON
          """)
  void read_mistake_isNamedByItsPath(String from, String to, String message) {
    String document = LEAST.replace(from, to == null ? "" : to);

    assertThatThrownBy(() -> KongTargets.read(document, NO_STORE))
        .isInstanceOf(SettingsException.class)
        .hasMessage("KONG_TARGETS: " + message);
  }

  @Test
  void read_nameTwice_isRefused() {
    String document = "[" + LEAST.substring(1, LEAST.length() - 1) + "," + LEAST.substring(1);

    assertThatThrownBy(() -> KongTargets.read(document, NO_STORE))
        .hasMessage(
            "KONG_TARGETS: [1].name: expected a name of its own; another target has this one");
  }

  @Test
  void read_fromAFile_readsIt(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("targets.json"), LEAST);

    assertThat(KongTargets.read("file:" + file, NO_STORE)).hasSize(1);
    assertThatThrownBy(() -> KongTargets.read("file:" + folder.resolve("CANARY"), NO_STORE))
        .hasMessage("KONG_TARGETS: the file that it names cannot be read");
  }

  @Test
  void read_fromABucket_asksTheStore() {
    StoredText store = (bucket, key) -> (bucket + key).equals("configkong/t.json") ? LEAST : "[]";

    assertThat(KongTargets.read("s3://config/kong/t.json", store)).hasSize(1);
    assertThatThrownBy(() -> KongTargets.read("s3://config/kong", NO_STORE))
        .hasMessage(
            "KONG_TARGETS: the object that it names cannot be read: status 403, AccessDenied: no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANARY", "s3://config", "s3://config/", "s3:///key", "{}"})
  void read_neitherJsonNorAPlace_isRefusedUnquoted(String setting) {
    assertThatThrownBy(() -> KongTargets.read(setting, NO_STORE))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("KONG_TARGETS: expected ")
        .hasMessageNotContaining("CANARY");
  }
}
