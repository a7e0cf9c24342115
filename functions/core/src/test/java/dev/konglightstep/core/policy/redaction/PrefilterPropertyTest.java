package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Appender;
import dev.konglightstep.core.otlp.Signal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The glance at every third byte misses nothing that a look at every text finds. */
class PrefilterPropertyTest {
  private static final List<Redactor> REDACTORS =
      List.of(
          new Redactor(Redaction.SAFE),
          new Redactor(
              new Redaction(
                  UrlQuery.KEEP,
                  SqlLiterals.KEEP,
                  Set.of(Detector.values()),
                  List.of(),
                  Optional.empty(),
                  List.of())));

  /** By what the rules look for, so that parts that belong together meet. */
  private static final List<List<String>> PARTS =
      List.of(
          List.of(
              "password",
              "PassWd",
              "passphrase",
              "pwd",
              "secret",
              "token",
              "Authorization",
              "cookie",
              "signature",
              "api",
              "access",
              "private",
              "secret",
              "key",
              "Key",
              "_",
              "-",
              " ",
              "  ",
              "\t",
              ":",
              "=",
              "=>",
              "with ",
              "using ",
              "\"",
              "'",
              "\\",
              "hunter2",
              "a1",
              "x",
              "[masked:",
              "]",
              "[",
              "%3D",
              "%5B",
              "%5D",
              "is ",
              "the ",
              "--",
              "<",
              ">",
              "\n",
              ","),
          List.of(
              "http",
              "://",
              "/",
              "@",
              "?",
              "&",
              "#",
              ";",
              ":",
              "host",
              "user:pw@",
              "key=",
              "sig=",
              "code=",
              "auth=",
              "jwt=",
              "otp=",
              "pass=",
              "sid=",
              "access=",
              "api_key=",
              "\u0001",
              "\u007f",
              " ",
              "é",
              "\uD8AA\uDFEF",
              "x1"),
          List.of(
              "AKIAIOSFODNN7EXAMPLE",
              "ASIAIOSFODNN7EXAMPLE",
              "FwoGZXIvYXdzE",
              "IQoJb3JpZ2luX2",
              "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
              "aB3dE6gH9/",
              "/",
              "+",
              "=",
              " ",
              "x"),
          List.of("eyJhbGciOi", "eyJ", ".", ".a", "x", " ", "-", "bearer ", "Basic ", "abcdef1"),
          List.of(
              "ghp_",
              "github_pat_",
              "glpat-",
              "xoxb-",
              "sk_live_",
              "rk_live_",
              "sk-ant-",
              "AIza",
              "kpat_",
              "spat_",
              "npm_",
              "dt0c01.",
              "0123456789abcd",
              "-----BEGIN ",
              "RSA ",
              "PRIVATE KEY-----",
              "-----END ",
              "."));

  /** Numbers whose check digit is right. */
  private static final String[] CARDS = {
    "4111111111111111", "378282246310005", "5500000000000004", "4222222222222", "6304000000000000",
  };

  private static final String[] KEY_PARTS = {
    "http",
    "url",
    "full",
    "query",
    "target",
    "db",
    "statement",
    "text",
    "parameter",
    "password",
    "passwd",
    "pwd",
    "Pwd",
    "token",
    "Token",
    "tokens",
    "secret",
    "passphrase",
    "authorization",
    "Cookie",
    "signature",
    "api",
    "access",
    "private",
    "signing",
    "encryption",
    "auth",
    "master",
    "shared",
    "1",
    "key",
    "Key",
    "id",
    ".",
    ".",
    "_",
    "-",
    "aws.sigv4.access_key_id",
    "db.query.parameter.",
    "http.url",
    "url.query",
    "db.query.text",
  };

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(PARTS)
            .flatMap(parts -> Arbitraries.of(parts).list().ofMaxSize(9))
            .map(parts -> String.join("", parts)),
        cards());
  }

  /** With signs anywhere between the digits. */
  private static Arbitrary<String> cards() {
    Arbitrary<String> signs = Arbitraries.of("", "", "", " ", "-");
    return Arbitraries.of(CARDS)
        .flatMap(
            card ->
                signs
                    .list()
                    .ofSize(card.length())
                    .map(
                        between ->
                            IntStream.range(0, card.length())
                                .mapToObj(i -> between.get(i) + card.charAt(i))
                                .collect(Collectors.joining())));
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(KEY_PARTS).list().ofMaxSize(4).map(parts -> String.join("", parts));
  }

  @Property(tries = 20_000)
  void clean_anyText_findsWhatALookAtAllFinds(
      @ForAll("texts") String body,
      @ForAll("keys") String key,
      @ForAll("texts") String value,
      @ForAll @IntRange(max = 60) int offset) {
    Bytes request = logs(body, key, value, offset);

    for (Redactor redactor : REDACTORS) {
      assertThat(redactor.clean(Signal.LOGS, request))
          .isEqualTo(redactor.clean(Signal.LOGS, request, true));
    }
  }

  /** What goes before moves the rest, for the glance is not at every byte. */
  private static Bytes logs(String body, String key, String value, int offset) {
    Bytes attribute = new Appender().text(1, key).message(2, text(value)).bytes();
    Bytes log =
        new Appender()
            .text(3, "n".repeat(offset))
            .message(5, text(body))
            .message(6, attribute)
            .bytes();
    Bytes scope = new Appender().message(2, log).bytes();
    return new Appender().message(1, new Appender().message(2, scope).bytes()).bytes();
  }

  private static Bytes text(String text) {
    return new Appender().text(1, text).bytes();
  }
}
