package dev.konglightstep.platform.json;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.Glob;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.identity.Identity;
import dev.konglightstep.core.policy.latency.Latency;
import dev.konglightstep.core.policy.redaction.Redaction;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The JSON of a policy, which people write and infra/schema/policy.json describes:
 *
 * <pre>
 * {"sampling":{"rules":[{"name":"errors","error":true,"keep":1}],"otherwise":0.1},
 *  "redaction":{"drop":["net.peer.*"]},"latency":{"to":"backend"}}
 * </pre>
 *
 * Every part may be absent. Whatever is not known is a mistake, since a rule that was mistyped
 * would be a rule that does not hold.
 */
public final class PolicyJson {
  /** The longest document. */
  public static final int MOST_BYTES = 1 << 20;

  /** What is wrong with a longer one. */
  public static final String TOO_LONG = "expected at most 1 MiB";

  private static final String NAME = "[a-z0-9._-]{1,40}";
  private static final int LONGEST_GLOB = 256;
  private static final int MOST_SERIES = 100_000;

  private PolicyJson() {}

  /**
   * Reads a policy.
   *
   * @param document in UTF-8
   * @throws InvalidDocumentException with the path of the first mistake, and without any value
   */
  public static Policy parse(Bytes document) {
    return parse(text(document));
  }

  /**
   * The text of a policy.
   *
   * @throws InvalidDocumentException if it is too long for one, or not UTF-8
   */
  public static String text(Bytes document) {
    if (document.length() > MOST_BYTES) {
      throw new InvalidDocumentException(TOO_LONG);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(document.array(), document.offset(), document.length());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidDocumentException("expected UTF-8");
    }
  }

  /** Reads a policy. */
  public static Policy parse(String document) {
    JsonObject policy = JsonObject.parseStrict(document);
    policy.requireOnly(Set.of("$schema", "sampling", "redaction", "identity", "latency"));
    policy.value("$schema").ifPresent(JsonValue::text);
    return new Policy(
        policy.object("sampling").map(SamplingJson::read),
        policy.object("redaction").map(RedactionJson::read).orElse(Redaction.SAFE),
        policy.object("identity").map(IdentityJson::read).orElse(Identity.SAFE),
        policy.object("latency").map(PolicyJson::latency));
  }

  /** Globs, one or an array of at least one; none where the field is absent. */
  static List<Glob> globs(JsonObject object, String name) {
    return globs(object.oneOrMore(name));
  }

  static List<Glob> globs(List<JsonValue> values) {
    List<Glob> globs = new ArrayList<>();
    for (JsonValue value : values) {
      String text = value.text();
      if (text.codePointCount(0, text.length()) > LONGEST_GLOB) {
        throw value.invalid("expected at most " + LONGEST_GLOB + " characters");
      }
      globs.add(Glob.of(text));
    }
    return globs;
  }

  /** What a rule and a mask may be called: it becomes a metric's dimension. */
  static String name(JsonValue value) {
    if (!value.text().matches(NAME)) {
      throw value.invalid("expected 1 to 40 of a-z, 0-9, dot, dash and underscore");
    }
    return value.text();
  }

  private static Latency latency(JsonObject latency) {
    latency.requireOnly(Set.of("to", "principal", "max_series"));
    return new Latency(
        latency
            .value("to")
            .orElseThrow(() -> latency.invalid("to", "expected \"backend\" or \"emf\""))
            .choice(Latency.To.class),
        latency.value("principal").map(JsonValue::flag).orElse(false),
        latency
            .value("max_series")
            .map(value -> value.wholeNumber(1, MOST_SERIES))
            .orElse(Latency.DEFAULT_MAX_SERIES));
  }
}
