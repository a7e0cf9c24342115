package dev.konglightstep.proxy.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventTest {
  @Test
  void read_functionUrlEvent_isTranslated() throws UnreadableBodyException {
    HttpEvent event =
        read(
            """
            {"version":"2.0","routeKey":"$default","rawPath":"/v1/traces","rawQueryString":"a=b",
             "headers":{"content-type":"application/x-protobuf","x-ingest-key":"CANARY"},
             "requestContext":{"accountId":"anonymous","http":{"method":"POST","path":"/v1/traces",
              "protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"x"},"stage":"$default",
              "time":"24/Nov/2026:10:00:00 +0000","timeEpoch":1795514400000,"nested":{"a":[1]}},
             "body":"AAEC/w==","isBase64Encoded":true}
            """);

    Request request = event.request();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/traces");
    assertThat(request.headers().first("X-Ingest-Key")).contains("CANARY");
    assertThat(request.body().decode()).isEqualTo(Bytes.of(new byte[] {0, 1, 2, -1}));
    assertThat(event.received()).contains(Instant.ofEpochMilli(1795514400000L));
    assertThat(event.toString()).doesNotContain("CANARY").doesNotContain("AAEC");
  }

  @Test
  void read_anyOrderOfFields_isTheSame() throws UnreadableBodyException {
    HttpEvent event =
        read(
            """
            {"isBase64Encoded" : true , "body" : "AAEC\\/w==" , "requestContext" :
             {"timeEpoch":1,"stage":"prod","http":{"method":"POST"}},
             "rawPath":"/prod/v1/traces","headers":{}}
            """);

    assertThat(event.request().path()).isEqualTo("/v1/traces");
    assertThat(event.request().body().decode()).isEqualTo(Bytes.of(new byte[] {0, 1, 2, -1}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/production/v1/traces", "/v1/traces", "/prod", "/x/prod/v1/traces"})
  void read_pathWithoutTheStage_staysAsItIs(String path) {
    HttpEvent event =
        read(
            """
            {"rawPath":"%s","requestContext":{"stage":"prod","http":{"method":"POST"}}}
            """
                .formatted(path));

    assertThat(event.request().path()).isEqualTo(path);
  }

  @Test
  void read_noBody_isEmpty() throws UnreadableBodyException {
    assertThat(withBody("null", true).request().body().decode()).isEqualTo(Bytes.EMPTY);
    assertThat(withBody("\"\"", true).request().body().decode()).isEqualTo(Bytes.EMPTY);
    assertThat(withBody("\"\"", false).request().body().decode()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void read_textBody_isDecoded() throws UnreadableBodyException {
    assertThat(withBody("\"a\\n\\u0041\\\"\\/\\\\\"", false).request().body().decode())
        .isEqualTo(Bytes.utf8("a\nA\"/\\"));
  }

  @Test
  void read_binaryThatArrivedAsText_isUnreadableAndSaysWhatToSet() {
    assertThatThrownBy(() -> withBody("\"\\n\\u00e9\"", false).request().body().decode())
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageContaining("binaryMediaTypes")
        .hasMessageContaining("base64_encode_body");
  }

  @Test
  void read_textInsteadOfBase64_isUnreadable() {
    assertThatThrownBy(() -> withBody("\"CANARY!\"", true).request().body().decode())
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("the event says base64, but its body is not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CANARY",
        "[]",
        "\"CANARY\"",
        "{}",
        "{\"rawPath\":\"/v1/traces\"}",
        "{\"rawPath\":\"/v1/traces\",\"requestContext\":\"CANARY\",\"headers\":7}",
        "{\"Records\":[{\"body\":\"CANARY\"}]}",
        "{\"rawPath\":\"/v1/traces\",\"body\":\"CANARY",
        "{\"rawPath\":\"/v1/traces\",\"body\":\"CANARY\\"
      })
  void read_noHttpEvent_saysWhatWasExpected(String event) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected an HTTP event")
        .message()
        .doesNotContain("CANARY");
  }

  @Property(tries = 200)
  void read_anyBase64Body_isTheSameBytes(@ForAll byte[] body) throws UnreadableBodyException {
    String text = Base64.getEncoder().encodeToString(body);

    assertThat(withBody('"' + text + '"', true).request().body().decode())
        .isEqualTo(Bytes.of(body));
    assertThat(withBody('"' + text.replace("/", "\\/") + '"', true).request().body().decode())
        .isEqualTo(Bytes.of(body));
  }

  @Test
  void write_answer_isBase64() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HttpEvent.write(
        new Response(
            503,
            Headers.of("Content-Type", "application/x-protobuf").with("Retry-After", "1"),
            Bytes.of(new byte[] {0, 1, 2, -1})),
        out);

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "{\"statusCode\":503,\"headers\":{\"Content-Type\":\"application/x-protobuf\","
                + "\"Retry-After\":\"1\"},\"body\":\"AAEC/w==\",\"isBase64Encoded\":true}");
  }

  private static HttpEvent withBody(String body, boolean base64) {
    return read(
        """
        {"rawPath":"/v1/traces","body":%s,"isBase64Encoded":%s,
         "requestContext":{"http":{"method":"POST"}}}
        """
            .formatted(body, base64));
  }

  private static HttpEvent read(String event) {
    return HttpEvent.read(event.getBytes(UTF_8));
  }
}
