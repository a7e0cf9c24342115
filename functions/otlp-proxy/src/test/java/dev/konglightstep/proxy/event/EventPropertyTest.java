package dev.konglightstep.proxy.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

/** Whoever sent an event, and however it is written, the request is the same. */
class EventPropertyTest {
  private static final Map<String, String> HEADERS =
      Map.of(
          "x-ingest-key",
          "CANARY/\"é\\",
          "Content-Type",
          "application/x-protobuf",
          "body",
          "\"isBase64Encoded\":false");

  @Property(tries = 700)
  void read_base64_isTheSameRequest(
      @ForAll EventShape shape, @ForAll byte[] body, @ForAll long seed)
      throws UnreadableBodyException {
    String text = Base64.getEncoder().encodeToString(body);

    HttpEvent event = read(shape.event(HEADERS, text, true), seed);

    assertIsTheRequest(event, shape);
    assertThat(event.request().body().decode()).isEqualTo(Bytes.of(body));
  }

  @Property(tries = 700)
  void read_text_isTheSameRequest(
      @ForAll EventShape shape,
      @ForAll @CharRange(from = 0, to = 127) String body,
      @ForAll long seed)
      throws UnreadableBodyException {
    HttpEvent event = read(shape.event(HEADERS, body, false), seed);

    assertIsTheRequest(event, shape);
    assertThat(event.request().body().decode()).isEqualTo(Bytes.utf8(body));
  }

  private static HttpEvent read(Map<String, Object> event, long seed) {
    return HttpEvent.read(ScrambledJson.write(event, new Random(seed)));
  }

  private static void assertIsTheRequest(HttpEvent event, EventShape shape) {
    Request request = event.request();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/v1/traces");
    Headers headers = request.headers();
    HEADERS.forEach((name, value) -> assertThat(headers.first(name)).contains(value));
    assertThat(event.received()).contains(Instant.ofEpochMilli(EventShape.RECEIVED_MILLIS));
    assertThat(event.form()).isEqualTo(shape.form);
  }
}
