package dev.konglightstep.platform.json;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.konglightstep.core.policy.redaction.Detector;
import dev.konglightstep.core.policy.redaction.Mask;
import dev.konglightstep.core.policy.redaction.Redaction;
import dev.konglightstep.core.policy.redaction.SqlLiterals;
import dev.konglightstep.core.policy.redaction.UrlQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A policy's {@code redaction}; what it does not say is safe. */
final class RedactionJson {
  private static final int MOST_MASKS = 100;
  private static final int LONGEST_PATTERN = 1000;
  private static final int MOST_PROGRAM = 10_000;

  private RedactionJson() {}

  static Redaction read(JsonObject redaction) {
    redaction.requireOnly(Set.of("url_query", "sql_literals", "detectors", "drop", "keep", "mask"));
    return new Redaction(
        redaction
            .value("url_query")
            .map(value -> value.choice(UrlQuery.class))
            .orElse(Redaction.SAFE.urlQuery()),
        redaction
            .value("sql_literals")
            .map(value -> value.choice(SqlLiterals.class))
            .orElse(Redaction.SAFE.sqlLiterals()),
        redaction
            .object("detectors")
            .map(RedactionJson::detectors)
            .orElse(Redaction.SAFE.detectors()),
        PolicyJson.globs(redaction.elements("drop")),
        redaction.value("keep").map(there -> PolicyJson.globs(redaction.atLeastOne("keep"))),
        masks(redaction));
  }

  private static Set<Detector> detectors(JsonObject switches) {
    Set<String> names = new TreeSet<>();
    Set<Detector> on = EnumSet.allOf(Detector.class);
    for (Detector detector : Detector.values()) {
      names.add(detector.text());
      if (!switches.flag(detector.text(), true)) {
        on.remove(detector);
      }
    }
    switches.requireOnly(names);
    return on;
  }

  private static List<Mask> masks(JsonObject redaction) {
    List<Mask> masks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonObject element : redaction.objects("mask")) {
      if (masks.size() == MOST_MASKS) {
        throw redaction.invalid("mask", "expected at most " + MOST_MASKS);
      }
      Mask mask = mask(element);
      if (!names.add(mask.name())) {
        throw element.invalid("name", "expected a name of its own; this one is taken");
      }
      masks.add(mask);
    }
    return masks;
  }

  private static Mask mask(JsonObject mask) {
    mask.requireOnly(Set.of("name", "pattern", "keys"));
    return new Mask(
        PolicyJson.name(mask.required("name")),
        pattern(mask.required("pattern")),
        mask.value("keys")
            .map(there -> PolicyJson.globs(mask.atLeastOne("keys")))
            .orElse(List.of()));
  }

  private static Pattern pattern(JsonValue value) {
    int length = value.text().codePointCount(0, value.text().length());
    if (length < 1 || length > LONGEST_PATTERN) {
      throw value.invalid("expected 1 to " + LONGEST_PATTERN + " characters");
    }
    if (PatternSize.of(value.text()) > MOST_PROGRAM) {
      throw value.invalid("expected less repeats; written out they are too long");
    }
    Pattern pattern = compiled(value);
    if (pattern.matches("")) {
      throw value.invalid("expected a pattern that an empty text does not match");
    }
    return pattern;
  }

  /** The reason without the part of the pattern that the exception's message quotes. */
  private static Pattern compiled(JsonValue value) {
    try {
      return Pattern.compile(value.text());
    } catch (PatternSyntaxException e) {
      throw value.invalid("expected a regular expression of RE2: " + e.getDescription());
    }
  }
}
