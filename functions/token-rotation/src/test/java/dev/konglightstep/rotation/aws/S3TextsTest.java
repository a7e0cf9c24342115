package dev.konglightstep.rotation.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** GetObject on the wire, path style (Amazon S3 API reference). */
class S3TextsTest {
  private static final String NO_SUCH_KEY =
      "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";

  private final LoopbackServer server =
      LoopbackServer.start(
          request ->
              request.path().equals("/config/kong/targets.json")
                  ? new Response(200, Headers.NONE, Bytes.utf8("[\"é\"]"))
                  : new Response(404, Headers.NONE, Bytes.utf8(NO_SUCH_KEY)),
          new Faults());

  private final S3Texts texts =
      new S3Texts(
          AwsSettings.from(
              new Settings(
                  Map.of(
                      "AWS_ENDPOINT_URL", server.url().toString(),
                      "AWS_REGION", "eu-west-1",
                      "AWS_ACCESS_KEY_ID", "local",
                      "AWS_SECRET_ACCESS_KEY", "CANARY"))));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void read_object_givesItsText() throws Exception {
    assertThat(texts.read("config", "kong/targets.json")).isEqualTo("[\"é\"]");
  }

  @Test
  void read_noSuchObject_saysSo() {
    assertThatThrownBy(() -> texts.read("config", "other"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NoSuchKey")
        .hasMessageNotContaining("CANARY");
  }
}
