package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.konglightstep.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that were made to cost much: four times as much of them costs about four times as much. */
class LinearTest {
  /** Half way from linear, which is 4, to quadratic, which is 16. */
  private static final double MOST = 8;

  private static final List<String> TEXTS =
      List.of(
          "eyJ",
          "eyJ.eyJ.",
          "eyJhbGciOi.",
          "eyJhbGciOi..",
          "password ",
          "password",
          "password=",
          "password=\"",
          "password=\\\"",
          "password [masked:",
          "password '",
          "password \"a",
          "token \\\"",
          "with password ",
          "token: token: ",
          "arn::secret:",
          "<token>",
          "--token ",
          "token is ",
          "token%3D",
          "[token]",
          "token=[",
          "bearer+",
          "bearer 1|",
          "#key=",
          "eyJhbGciOi_",
          "%3DeyJ",
          "://a:b/",
          "token: [masked:",
          "token",
          "token\t",
          "cookie: [masked:",
          "authorization ",
          "://",
          "://@",
          "://a:b@",
          "://[masked:@",
          "a://b",
          "?key=",
          "?key=[masked:",
          ";key=[masked:",
          "&key=&",
          "?key",
          "?",
          "4 ",
          "4",
          "4111 1111 ",
          "41111111111111110",
          "aB3",
          "aB3/",
          "/",
          "AKIAIOSFODNN7EXAMPLE/",
          "AKIAIOSFODNN7EXAMPLE",
          "AKIAIOSFODNN7EXAMPLE ",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ",
          "FwoGZXIvYXdzE",
          "-----BEGIN ",
          "-----BEGIN PRIVATE KEY",
          "-----END ",
          "-",
          "ghp_",
          "npm_a.",
          "dt0c01.",
          "bearer ",
          "bearer  ",
          "basic basic",
          "=\"",
          " ",
          "\\",
          "é",
          "\uD8AA\uDFEF");

  private static final List<String> STATEMENTS =
      List.of(
          "'", "''", "'\\", "\"", "\"a\".", "`", "$a$b$", "$a", "$", "/*", "--", "#", "e'", "(",
          "1e+");

  private static final List<String> URLS = List.of("?", "a&", "a=&", "a=", "&", "#", "a=#");

  static Stream<Arguments> textsByDetector() {
    return Stream.of(Detector.values())
        .flatMap(detector -> TEXTS.stream().map(text -> Arguments.of(detector, text)));
  }

  static List<String> texts() {
    return TEXTS;
  }

  static List<String> urls() {
    return URLS;
  }

  static List<String> statements() {
    return STATEMENTS;
  }

  @ParameterizedTest
  @MethodSource("textsByDetector")
  void mask_hostileText_isLinear(Detector detector, String part) {
    assertLinear(part, text -> Masking.by(detector).mask(text, new TreeMap<>()));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void triggers_hostileText_areLinear(String part) {
    assertLinear(part, Triggers::in);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void withoutLiterals_hostileText_isLinear(String part) {
    assertLinear("select ", part, Statements::withoutLiterals);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void urls_hostileText_areLinear(String part) {
    assertLinear("?", part, Urls::withNames);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a ", "1", "é", " "})
  void mask_pattern_isLinear(String part) {
    Masking masking = Masking.by(new Mask("all", Pattern.compile("[a-z]+|[0-9]*"), List.of()));

    assertLinear(part, text -> masking.mask(text, new TreeMap<>()));
  }

  private static void assertLinear(String part, Consumer<Bytes> work) {
    assertLinear("", part, work);
  }

  private static void assertLinear(String before, String part, Consumer<Bytes> work) {
    int size = part.getBytes(StandardCharsets.UTF_8).length;
    double growth =
        Growth.ofFour(
            MOST, bytes -> Bytes.utf8(before + part.repeat(Math.max(1, bytes / size))), work);

    assertThat(growth).as(part).isLessThan(MOST);
  }
}
