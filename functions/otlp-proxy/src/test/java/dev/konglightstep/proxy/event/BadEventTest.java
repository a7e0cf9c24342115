package dev.konglightstep.proxy.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP event fails with a word on what was expected, and quotes nothing. */
class BadEventTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "CANARY",
        "{\"CANARY\"",
        "{\"path\":\"CANARY\nCANARY\"}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\\",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\"",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\\x\"}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\\u12g4\"}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\" \"CANARY\"}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\" \"a\":1}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\",}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\",,\"a\":1}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\"]",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"body\":\"CANARY\nCANARY\"}",
        "{\"path\":\"/v1/traces\",\"httpMethod\":\"POST\",\"headers\":{\"a\":[\"CANARY\""
      })
  void read_noJson_saysSo(String event) {
    assertRefused(event.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"CANARY\"", "7", "null", "[{\"path\":\"CANARY\"}]"})
  void read_noObject_saysSo(String event) {
    assertRefused(event.getBytes(UTF_8)).hasMessageContaining("as a JSON object");
  }

  /** An SQS batch, a schedule's event, one of VPC Lattice, halves of ours, and wrong types. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"CANARY\"}]}",
        "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}",
        "{\"version\":\"2.0\",\"path\":\"/CANARY\",\"method\":\"POST\",\"requestContext\":{}}",
        "{\"rawPath\":\"/CANARY\"}",
        "{\"rawPath\":\"/CANARY\",\"httpMethod\":\"POST\"}",
        "{\"path\":\"/CANARY\",\"requestContext\":{\"http\":{\"method\":\"POST\"}}}",
        "{\"rawPath\":\"/CANARY\",\"requestContext\":\"CANARY\",\"headers\":7}",
        "{\"rawPath\":\"/CANARY\",\"requestContext\":{\"http\":[\"CANARY\"]}}",
        "{\"rawPath\":\"/CANARY\",\"requestContext\":{\"http\":{\"method\":{\"method\":\"A\"}}}}",
        "{\"path\":[\"/CANARY\"],\"httpMethod\":\"POST\"}",
        "{\"path\":\"/CANARY\",\"httpMethod\":null}",
        "{\"path\":\"\",\"httpMethod\":\"POST\"}",
        "{\"nested\":{\"path\":\"/CANARY\",\"httpMethod\":\"POST\"}}"
      })
  void read_noHttpEvent_namesWhatIsMissing(String event) {
    assertRefused(event.getBytes(UTF_8))
        .hasMessageContaining("httpMethod and path")
        .hasMessageContaining("requestContext.http.method and rawPath");
  }

  /** Taken for an empty one, it would be answered 200 and lost. */
  @ParameterizedTest
  @ValueSource(strings = {"7", "true", "{}", "{\"body\":\"CANARY\"}", "[\"CANARY\"]"})
  void read_bodyThatIsNoText_isRefused(String body) {
    assertRefused(
            "{\"path\":\"/\",\"httpMethod\":\"POST\",\"body\":%s}".formatted(body).getBytes(UTF_8))
        .hasMessageContaining("whose body is a string");
  }

  /** Taken for false, base64 would be taken for the body itself. */
  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "{}", "[true]"})
  void read_flagThatIsNone_isRefused(String flag) {
    assertRefused(
            "{\"path\":\"/\",\"httpMethod\":\"POST\",\"isBase64Encoded\":%s}"
                .formatted(flag)
                .getBytes(UTF_8))
        .hasMessageContaining("whose isBase64Encoded is true or false");
  }

  @Test
  void read_tooDeep_isRefused() {
    assertRefused("{\"CANARY\":".repeat(100_000).getBytes(UTF_8));
  }

  @Test
  void read_otherCharset_isRefused() {
    String event = "{\"path\":\"/é\",\"httpMethod\":\"POST\",\"body\":\"CANARY\"}";

    for (Charset charset : new Charset[] {UTF_16, UTF_16BE, ISO_8859_1}) {
      assertRefused(event.getBytes(charset));
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_cutAnywhere_isRefused(EventShape shape) {
    byte[] event =
        ScrambledJson.write(shape.event(Map.of("a", "CANARY"), "CANARY", true), new Random(1));
    int end = new String(event, UTF_8).lastIndexOf('}');

    for (int length = 0; length <= end; length++) {
      assertRefused(Arrays.copyOf(event, length));
    }
  }

  /** One byte changed: an event, or a refusal, and never another failure. */
  @Property(tries = 2000)
  void read_anyByteChanged_isReadOrRefused(
      @ForAll EventShape shape, @ForAll long seed, @ForAll byte changed) {
    Random random = new Random(seed);
    byte[] event = ScrambledJson.write(shape.event(Map.of("a", "b"), "AAAA\\\"", true), random);
    event[random.nextInt(event.length)] = changed;

    try {
      assertThat(HttpEvent.read(event).request().body().size()).isLessThan(event.length);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("expected an HTTP event");
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] event) {
    return assertThatThrownBy(() -> HttpEvent.read(event))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected an HTTP event")
        .hasMessageNotContaining("CANARY");
  }
}
