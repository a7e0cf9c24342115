package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Appender;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Glob;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that were made to be walked often: four times as much costs about four times as much.
 */
class LinearWalkTest {
  /** Half way from linear, which is 4, to quadratic, which is 16. */
  private static final double MOST = 8;

  private static final int DEEPEST = 62;
  private static final Bytes TEXT = new Appender().text(1, "token a1b2").bytes();
  private static final Bytes PLAIN = new Appender().text(1, "plain").bytes();

  static Stream<Arguments> spans() {
    return Stream.of(
        Arguments.of("attributes", attribute("k", TEXT)),
        Arguments.of("plain ones", attribute("k", PLAIN)),
        Arguments.of("secret keys", attribute("password", TEXT)),
        Arguments.of("URLs", attribute("http.url", new Appender().text(1, "?a").bytes())),
        Arguments.of("statements", attribute("db.statement", TEXT)),
        Arguments.of("no key", field(9, new Appender().message(2, TEXT).bytes())),
        Arguments.of("names", new Appender().text(5, "token a1b2").bytes()),
        Arguments.of("trace states", new Appender().text(3, "a=token a1b2").bytes()),
        Arguments.of("events", field(11, new Appender().text(2, "token a1b2").bytes())),
        Arguments.of("events' attributes", field(11, field(3, pair("k", TEXT)))),
        Arguments.of("links", field(13, new Appender().text(3, "token a1b2").bytes())),
        Arguments.of("status", field(15, new Appender().text(2, "token a1b2").bytes())),
        Arguments.of("deep lists", attribute("k", nested("token"))),
        Arguments.of("deep plain lists", attribute("k", nested("a"))),
        Arguments.of("nothing", field(9, Bytes.EMPTY)));
  }

  static Stream<Arguments> attributes() {
    Bytes list = field(6, field(1, pair("k", TEXT)));
    return Stream.of(
        Arguments.of("keys", new Appender().text(1, "token").bytes()),
        Arguments.of("plain keys", new Appender().text(1, "a").bytes()),
        Arguments.of("values", field(2, TEXT)),
        Arguments.of("lists", field(2, list)),
        Arguments.of("arrays", field(2, field(5, field(1, TEXT)))),
        Arguments.of("keys and values", pair("a", TEXT)));
  }

  @ParameterizedTest
  @MethodSource("spans")
  void clean_manyInASpan_isLinear(String what, Bytes part) {
    assertLinear(Redaction.SAFE, part, LinearWalkTest::traces);
    assertLinear(masks(), part, LinearWalkTest::traces);
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void clean_manyInAnAttribute_isLinear(String what, Bytes part) {
    assertLinear(Redaction.SAFE, part, fields -> traces(field(9, fields)));
    assertLinear(masks(), part, fields -> traces(field(9, fields)));
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void clean_manyUnderASecretKey_isLinear(String what, Bytes part) {
    Bytes key = new Appender().text(1, "password").bytes();

    assertLinear(
        Redaction.SAFE,
        part,
        fields -> traces(field(9, new Appender().raw(fields).raw(key).bytes())));
  }

  private static void assertLinear(Redaction redaction, Bytes part, UnaryOperator<Bytes> envelope) {
    Redactor redactor = new Redactor(redaction);

    double growth =
        Growth.ofFour(
            MOST,
            size -> envelope.apply(repeated(part, Math.max(1, size / part.length()))),
            request -> redactor.clean(Signal.TRACES, request));

    assertThat(growth).isLessThan(MOST);
  }

  private static Redaction masks() {
    return new Redaction(
        UrlQuery.NAMES,
        SqlLiterals.REMOVE,
        Set.of(),
        List.of(),
        Optional.empty(),
        List.of(
            new Mask("a", Pattern.compile("a\\d"), List.of()),
            new Mask("b", Pattern.compile("to(k)"), List.of(Glob.of("k"), Glob.of("a*")))));
  }

  private static Bytes nested(String key) {
    Bytes value = TEXT;
    for (int i = 0; i < DEEPEST / 2; i++) {
      value = field(6, field(1, pair(key, value)));
    }
    return value;
  }

  private static Bytes attribute(String key, Bytes value) {
    return field(9, pair(key, value));
  }

  private static Bytes pair(String key, Bytes value) {
    return new Appender().text(1, key).message(2, value).bytes();
  }

  private static Bytes field(int number, Bytes value) {
    return new Appender().message(number, value).bytes();
  }

  private static Bytes repeated(Bytes part, int times) {
    Appender all = new Appender();
    for (int i = 0; i < times; i++) {
      all.raw(part);
    }
    return all.bytes();
  }

  private static Bytes traces(Bytes span) {
    return field(1, field(2, field(2, span)));
  }
}
