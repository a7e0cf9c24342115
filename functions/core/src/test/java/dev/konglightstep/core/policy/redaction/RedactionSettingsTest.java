package dev.konglightstep.core.policy.redaction;

import static dev.konglightstep.core.policy.redaction.SomeValues.array;
import static dev.konglightstep.core.policy.redaction.SomeValues.attribute;
import static dev.konglightstep.core.policy.redaction.SomeValues.bytes;
import static dev.konglightstep.core.policy.redaction.SomeValues.list;
import static dev.konglightstep.core.policy.redaction.SomeValues.mark;
import static dev.konglightstep.core.policy.redaction.SomeValues.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.re2j.Pattern;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Glob;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy can say about redaction, and what it cannot. */
class RedactionSettingsTest {
  private static final Map<Detector, String> FOUND =
      Map.of(
          Detector.URL_SECRET, "https://me@host/",
          Detector.KNOWN_TOKEN, "npm_0123456789abcdef",
          Detector.JWT, "eyJhbGciOi.eyJzdWIi.c2ln",
          Detector.AWS_KEY, "AKIAIOSFODNN7EXAMPLE",
          Detector.BEARER, "bearer abcdefgh",
          Detector.SECRET_WORD, "password: swordfish",
          Detector.CARD, "4111 1111 1111 1111");

  private static String found(Detector detector) {
    return Objects.requireNonNull(FOUND.get(detector));
  }

  @ParameterizedTest
  @EnumSource(Detector.class)
  void clean_detectorAlone_findsWhatItIsFor(Detector detector) {
    Cleaned cleaned = clean(with(Set.of(detector)), body(found(detector)));

    assertThat(cleaned.masked()).isEqualTo(Map.of(detector.text(), 1));
    assertThat(text(cleaned)).contains("[masked:" + detector.text() + "]");
  }

  @ParameterizedTest
  @EnumSource(Detector.class)
  void clean_detectorDisabled_leavesWhatItIsFor(Detector detector) {
    Bytes request = body(found(detector));

    Cleaned cleaned = clean(with(EnumSet.complementOf(EnumSet.of(detector))), request);

    assertThat(cleaned.bytes()).isSameAs(request);
    assertThat(cleaned.masked()).isEmpty();
  }

  @Test
  void clean_noDetectors_stillMasksBySecretKey() {
    assertThat(value(with(Set.of()), "db_password", string("x"))).isEqualTo(mark("secret-key"));
  }

  @ParameterizedTest
  @CsvSource({
    "url.query, REMOVE, a=1&apikey=x&b, ''",
    "url.query, NAMES, a=1&apikey=x&b, a=&apikey=",
    "url.query, KEEP, a=1&apikey=x&b, a=1&apikey=[masked:url-secret]&b",
    "url.query, KEEP, sig=x, sig=[masked:url-secret]",
    "http.url, REMOVE, https://u:p@h/p?a=1#f, https://[masked:url-secret]@h/p",
    "http.url, NAMES, https://u:p@h/p?a=1#f, https://[masked:url-secret]@h/p?a=",
    "url.full, KEEP, /p?a=1&key=x#f, /p?a=1&key=[masked:url-secret]#f",
    "http.target, REMOVE, /p?a=1, /p",
    "other, REMOVE, /p?a=1, /p?a=1",
  })
  void clean_urls_byQuerySetting(String key, UrlQuery setting, String url, String expected) {
    Redaction redaction = with(setting, SqlLiterals.REMOVE);

    assertThat(value(redaction, key, string(url))).isEqualTo(string(expected));
    assertThat(value(redaction, key, array(string(url)))).isEqualTo(array(string(expected)));
  }

  @Test
  void clean_bytesOfKeptQuery_staysByteForByte() {
    AnyValue query = bytes(ByteString.copyFrom(new byte[] {'a', '=', (byte) 0xff, (byte) 0xc3}));

    assertThat(value(with(UrlQuery.KEEP, SqlLiterals.KEEP), "url.query", query)).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "db.statement, REMOVE, select 'a' from b, select ? from b",
        "db.statement, KEEP, select 'a' from b, select 'a' from b",
        "db.query.text, KEEP, select 'password: x', select 'password: [masked:secret-word]'",
        "db.query.parameter.0, KEEP, a, [masked:secret-key]",
        "other, REMOVE, select 'a' from b, select 'a' from b",
      })
  void clean_statements_byLiteralSetting(
      String key, SqlLiterals setting, String statement, String expected) {
    assertThat(value(with(UrlQuery.REMOVE, setting), key, string(statement)))
        .isEqualTo(string(expected));
  }

  @Test
  void clean_accessKeyIdAsClaim_staysThereAlone() {
    AnyValue id = string("AKIAIOSFODNN7EXAMPLE");

    assertThat(value(Redaction.SAFE, "aws.sigv4.access_key_id", id)).isEqualTo(id);
    assertThat(value(Redaction.SAFE, "aws.sigv4.access_key_id", string("password=a1")))
        .isEqualTo(string("password=[masked:secret-word]"));
    assertThat(value(Redaction.SAFE, "sigv4.access_key_id", id)).isEqualTo(mark("aws-key"));
  }

  @Test
  void clean_secretKey_replacesEveryKindOfValue() {
    KeyValue inner = attribute("a", string("b"));
    for (AnyValue value :
        List.of(
            string("a"),
            AnyValue.newBuilder().setIntValue(7).build(),
            AnyValue.newBuilder().setBoolValue(false).build(),
            AnyValue.newBuilder().setDoubleValue(0.5).build(),
            array(string("a"), string("b")),
            list(inner),
            bytes("a"),
            AnyValue.getDefaultInstance())) {
      assertThat(value(Redaction.SAFE, "clientSecret", value)).isEqualTo(mark("secret-key"));
    }
  }

  @Test
  void clean_keysInLists_maskAlike() {
    AnyValue nested =
        array(list(attribute("a", string("b")), attribute("x-auth-token", string("c"))));
    AnyValue expected =
        array(list(attribute("a", string("b")), attribute("x-auth-token", mark("secret-key"))));

    assertThat(value(Redaction.SAFE, "k", nested)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "b+, abba, a[masked:m]a",
    "b*, abba, a[masked:m]a",
    "(?i)B, abba, a[masked:m][masked:m]a",
    "é, aéé, a[masked:m][masked:m]",
    "\\b|[^a], aéa, aéa",
    "x*, aé, aé",
    "^a|a$, aba, [masked:m]b[masked:m]",
    "., '', ''",
  })
  void clean_mask_table(String pattern, String text, String expected) {
    Redaction masks = with(new Mask("m", Pattern.compile(pattern), List.of()));

    assertThat(value(masks, "k", string(text))).isEqualTo(string(expected));
    assertThat(value(masks, "k", bytes(text))).isEqualTo(bytes(expected));
  }

  @Test
  void clean_maskOfKeys_looksUnderThemOnly() {
    Redaction masks =
        with(new Mask("m", Pattern.compile("\\d+"), List.of(Glob.of("order.*"), Glob.of("id"))));

    assertThat(value(masks, "order.no", string("a1b"))).isEqualTo(string("a[masked:m]b"));
    assertThat(value(masks, "order.no", list(attribute("k", string("1")))))
        .isEqualTo(list(attribute("k", mark("m"))));
    assertThat(value(masks, "k", list(attribute("id", string("1")), attribute("k", string("1")))))
        .isEqualTo(list(attribute("id", mark("m")), attribute("k", string("1"))));
    assertThat(value(masks, "orders", string("1"))).isEqualTo(string("1"));
    assertThat(clean(masks, body("1")).masked()).isEmpty();
  }

  @Test
  void clean_masks_workInTheirOrder() {
    Redaction masks =
        with(
            new Mask("one", Pattern.compile("ab"), List.of()),
            new Mask("two", Pattern.compile("b"), List.of()));

    Cleaned cleaned = clean(masks, body("abb"));

    assertThat(text(cleaned)).contains("[masked:one][masked:two]");
    assertThat(cleaned.masked()).isEqualTo(Map.of("one", 1, "two", 1));
  }

  private static Redaction with(Set<Detector> detectors) {
    return redaction(UrlQuery.REMOVE, SqlLiterals.REMOVE, detectors);
  }

  private static Redaction with(UrlQuery query, SqlLiterals literals) {
    return redaction(query, literals, Set.of(Detector.values()));
  }

  private static Redaction with(Mask... masks) {
    return redaction(UrlQuery.REMOVE, SqlLiterals.REMOVE, Set.of(), masks);
  }

  private static Redaction redaction(
      UrlQuery query, SqlLiterals literals, Set<Detector> detectors, Mask... masks) {
    return new Redaction(query, literals, detectors, List.of(), Optional.empty(), List.of(masks));
  }

  private static AnyValue value(Redaction redaction, String key, AnyValue value) {
    LogRecord log = LogRecord.newBuilder().addAttributes(attribute(key, value)).build();
    return log(clean(redaction, logs(log))).getAttributes(0).getValue();
  }

  private static String text(Cleaned cleaned) {
    return log(cleaned).getBody().getStringValue();
  }

  private static Cleaned clean(Redaction redaction, Bytes request) {
    return new Redactor(redaction).clean(Signal.LOGS, request);
  }

  private static Bytes body(String text) {
    return logs(LogRecord.newBuilder().setBody(string(text)).build());
  }

  private static Bytes logs(LogRecord log) {
    ScopeLogs scope = ScopeLogs.newBuilder().addLogRecords(log).build();
    return Bytes.of(
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
            .build()
            .toByteArray());
  }

  private static LogRecord log(Cleaned cleaned) {
    try {
      return ExportLogsServiceRequest.parseFrom(cleaned.bytes().copy())
          .getResourceLogs(0)
          .getScopeLogs(0)
          .getLogRecords(0);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
