package dev.konglightstep.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The text of a valid policy, in which rules can be left to Kong. Everything else of it stays as it
 * was written.
 */
public final class PolicyText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final String text;
  private final List<Place> rules;

  private PolicyText(String text, List<Place> rules) {
    this.text = text;
    this.rules = rules;
  }

  /**
   * Looks for the rules.
   *
   * @param policy that {@link PolicyJson} reads
   */
  public static PolicyText of(String policy) {
    try (JsonParser parser = MAPPER.createParser(policy)) {
      return new PolicyText(policy, places(policy, parser));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rules it has by itself, without those of a preset. */
  public int rules() {
    return rules.size();
  }

  /** Whether a rule says who leaves its traces out, be it the proxy or Kong. */
  public boolean saysWhere(int rule) {
    return rules.get(rule).saysWhere();
  }

  /** The text with {@code "at":"source"} in rules that do not say where. */
  public String atSource(Collection<Integer> numbers) {
    TreeMap<Integer, Boolean> insertions = new TreeMap<>();
    for (int number : numbers) {
      Place rule = rules.get(number);
      if (!rule.saysWhere()) {
        insertions.put(rule.behindKeep(), rule.spaced());
      }
    }
    StringBuilder changed = new StringBuilder(text);
    insertions
        .descendingMap()
        .forEach(
            (at, spaced) ->
                changed.insert(at, spaced ? ", \"at\": \"source\"" : ",\"at\":\"source\""));
    return changed.toString();
  }

  private static List<Place> places(String policy, JsonParser parser) throws IOException {
    List<Place> places = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT && isRule(parser)) {
        places.add(place(policy, parser));
      }
    }
    return places;
  }

  private static boolean isRule(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString().matches("/sampling/rules/[0-9]+");
  }

  /** From the beginning of a rule to its end. */
  private static Place place(String policy, JsonParser parser) throws IOException {
    Optional<Place> keep = Optional.empty();
    boolean saysWhere = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      saysWhere |= name.equals("at");
      parser.nextToken();
      int from = (int) parser.currentTokenLocation().getCharOffset();
      if (name.equals("keep")) {
        boolean spaced = policy.charAt(from - 1) == ' ';
        keep = Optional.of(new Place(from + parser.getTextLength(), spaced, false));
      }
      parser.skipChildren();
    }
    Place found = keep.orElseThrow(() -> new IllegalArgumentException("a rule without keep"));
    return new Place(found.behindKeep(), found.spaced(), saysWhere);
  }

  /** Where something of a rule is: behind its share, which may stand a blank behind its colon. */
  private record Place(int behindKeep, boolean spaced, boolean saysWhere) {}
}
