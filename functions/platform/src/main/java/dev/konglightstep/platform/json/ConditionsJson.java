package dev.konglightstep.platform.json;

import dev.konglightstep.core.policy.Glob;
import dev.konglightstep.core.policy.sampling.Conditions;
import dev.konglightstep.core.policy.sampling.StatusRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a rule of a policy asks. */
final class ConditionsJson {
  private static final Set<String> FIELDS =
      Set.of(
          "route",
          "path",
          "host",
          "method",
          "status",
          "min_duration",
          "error",
          "principal",
          "service");

  private static final Set<String> PRINCIPAL =
      Set.of(
          "arn",
          "type",
          "account_id",
          "account_name",
          "session_name",
          "status",
          "source",
          "assurance");

  private static final String TAG = "tag.";
  private static final int LONGEST_TAG = 128;

  private ConditionsJson() {}

  /** The fields of conditions and others. */
  static Set<String> andAlso(String... others) {
    Set<String> fields = new HashSet<>(FIELDS);
    fields.addAll(Arrays.asList(others));
    return fields;
  }

  static Conditions read(JsonObject rule) {
    return new Conditions(
        PolicyJson.globs(rule, "route"),
        PolicyJson.globs(rule, "path"),
        PolicyJson.globs(rule, "host"),
        rule.oneOrMore("method").stream().map(ConditionsJson::method).toList(),
        rule.oneOrMore("status").stream().map(ConditionsJson::status).toList(),
        rule.value("min_duration").map(ConditionsJson::duration),
        rule.value("error").map(JsonValue::flag),
        principal(rule),
        PolicyJson.globs(rule, "service"));
  }

  private static String method(JsonValue value) {
    if (!value.text().matches("[A-Za-z_-]{1,32}")) {
      throw value.invalid("expected a method such as GET");
    }
    return value.text().toUpperCase(Locale.ROOT);
  }

  private static StatusRange status(JsonValue value) {
    String text = value.isText() ? value.text() : Integer.toString(code(value));
    return StatusRange.parse(text).orElseThrow(() -> noStatus(value));
  }

  private static int code(JsonValue value) {
    if (!value.isNumber()) {
      throw noStatus(value);
    }
    return value.wholeNumber(100, 599);
  }

  private static InvalidDocumentException noStatus(JsonValue value) {
    return value.invalid("expected a status such as 404, or \"5xx\"");
  }

  private static Duration duration(JsonValue value) {
    Optional<Duration> duration = DurationText.parse(value.text());
    return duration.orElseThrow(
        () -> value.invalid("expected a time above zero, such as \"500ms\", \"1.5s\", \"PT0.5S\""));
  }

  private static Map<String, List<Glob>> principal(JsonObject rule) {
    Optional<JsonObject> principal = rule.object("principal");
    Map<String, List<Glob>> asked = new TreeMap<>();
    if (principal.isPresent()) {
      Set<String> known = new HashSet<>(PRINCIPAL);
      principal.get().names().stream().filter(ConditionsJson::isTag).forEach(known::add);
      principal.get().requireOnly(known);
      for (String name : principal.get().names()) {
        asked.put(name, PolicyJson.globs(principal.get(), name));
      }
      if (asked.isEmpty()) {
        throw rule.invalid("principal", "expected at least one attribute");
      }
    }
    return asked;
  }

  /** {@code tag.} and a tag's key; IAM allows 128 characters. */
  private static boolean isTag(String name) {
    int length = name.codePointCount(0, name.length()) - TAG.length();
    return name.startsWith(TAG) && length >= 1 && length <= LONGEST_TAG;
  }
}
