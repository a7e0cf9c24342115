package dev.konglightstep.proxy.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBodyTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null"})
  void decode_noBody_isEmpty(String body) throws UnreadableBodyException {
    assertThat(decode(body, true)).isEqualTo(Bytes.EMPTY);
    assertThat(decode(body, false)).isEqualTo(Bytes.EMPTY);
  }

  /** A slash escaped by lua-cjson, a plus and the rest escaped by number as .NET and others do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+/8=",
        "+\\/8=",
        "\\u002b\\/8\\u003D",
        "\\u002B\\u002F\\u0038\\u003d",
        "\\u002b\\u002f8"
      })
  void decode_escapedBase64_isTheSame(String body) throws UnreadableBodyException {
    assertThat(decode('"' + body + '"', true)).isEqualTo(Bytes.of(new byte[] {-5, -1}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY!",
        "AA\\nAA",
        "AA\\\\AA",
        "é",
        "\\u00e9",
        "A",
        "AA=A",
        "AA\\u1041A",
        "AA\\u0141A"
      })
  void decode_textInsteadOfBase64_isUnreadable(String body) {
    assertThatThrownBy(() -> decode('"' + body + '"', true))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("the event says base64, but its body is not");
  }

  /** What is kept free for a body before it is decoded. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void size_isTheTextsAsItArrived(boolean base64) throws UnreadableBodyException {
    Body body = body("\"+\\/8=\"", base64);

    assertThat(body.size()).isEqualTo(5).isGreaterThanOrEqualTo(body.decode().length());
  }

  /** The event is 6 MB at most, and nobody needs its text any more. */
  @Test
  void decode_base64_letsGoOfTheEvent() throws UnreadableBodyException {
    byte[] event =
        "{\"path\":\"/\",\"httpMethod\":\"PUT\",\"body\":\"+/8=\",\"isBase64Encoded\":true}"
            .getBytes(UTF_8);
    WeakReference<byte[]> reference = new WeakReference<>(event);
    HttpEvent read = HttpEvent.read(event);
    event = new byte[0];
    Bytes decoded = read.request().body().decode();
    System.gc();

    assertThat(reference.get()).isNull();
    assertThat(decoded).isEqualTo(Bytes.of(new byte[] {-5, -1}));
    assertThat(read.request().body().size()).isEqualTo(4);
    assertThatThrownBy(() -> read.request().body().decode())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a body of an event is decoded once");
    assertThat(event).isEmpty();
  }

  @Test
  void decode_nullThatIsNotTheLastField_isEmpty() throws UnreadableBodyException {
    String event = "{\"body\":null,\"path\":\"/v1/logs\",\"httpMethod\":\"PUT\"}";
    Request request = HttpEvent.read(event.getBytes(UTF_8)).request();

    assertThat(request.body().decode()).isEqualTo(Bytes.EMPTY);
    assertThat(request.toString()).startsWith("Request[PUT /v1/logs ");
  }

  /** What stands behind a body is read the same, be it a few fields or many. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_000, 17_000, 200_000})
  void read_fieldsBehindTheBody_count(int blanks) throws UnreadableBodyException {
    String event =
        "{\"httpMethod\":\"PUT\",\"body\":\"AA\",\"body\":\"+/8=\" ,%s\"path\":\"/a\",\"isBase64Encoded\":true}"
            .formatted(" ".repeat(blanks));

    Request request = HttpEvent.read(event.getBytes(UTF_8)).request();

    assertThat(request.path()).isEqualTo("/a");
    assertThat(request.body().decode()).isEqualTo(Bytes.of(new byte[] {-5, -1}));
  }

  @Test
  void decode_text_hasItsEscapesUndone() throws UnreadableBodyException {
    assertThat(decode("\"a\\b\\f\\n\\r\\t\\u0041\\u007f\\u0000\\\"\\/\\\\z\"", false))
        .isEqualTo(Bytes.utf8("a\b\f\n\r\tA\u007f\0\"/\\z"));
  }

  /** Protobuf that API Gateway took for text: what was no UTF-8 is U+FFFD now, and lost. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\n\\u00e9",
        "\n\uFFFD",
        "a\u0080",
        "\\ufffd",
        "\\u0080",
        "\\u0141",
        "\\u1041",
        "\uD83D\uDE00"
      })
  void decode_binaryThatArrivedAsText_saysWhatToSet(String body) {
    assertThatThrownBy(() -> decode('"' + body.replace("\n", "\\n") + '"', false))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageContaining("binaryMediaTypes")
        .hasMessageContaining("base64_encode_body");
  }

  private static Bytes decode(String body, boolean base64) throws UnreadableBodyException {
    return body(body, base64).decode();
  }

  private static Body body(String body, boolean base64) {
    String event =
        """
        {"path":"/v1/traces","httpMethod":"POST","body":%s,"isBase64Encoded":%s}
        """
            .formatted(body, base64);
    return HttpEvent.read(event.getBytes(UTF_8)).request().body();
  }
}
