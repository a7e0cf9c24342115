package dev.konglightstep.principalmap;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a run ended.
 *
 * @param entries the lines of the directory
 * @param failed why parts could not be read, by their names
 * @param skipped how many identifiers were none
 * @param keysListed of how many users access keys were listed
 * @param keysLeft of how many they should have been
 * @param age of the directory that is there now; empty if there is none
 * @param corrupt whether the directory before could not be read
 */
record Report(
    Outcome outcome,
    int entries,
    SortedMap<String, String> failed,
    int skipped,
    int keysListed,
    int keysLeft,
    Optional<Duration> age,
    boolean corrupt) {

  /** For a log line, and as the answer. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("outcome", outcome.word);
    fields.put("entries", entries);
    fields.put("failed", failed);
    fields.put("identifiers_skipped", skipped);
    fields.put("keys_listed", keysListed);
    fields.put("keys_left", keysLeft);
    age.ifPresent(known -> fields.put("age_seconds", known.toSeconds()));
    if (corrupt) {
      fields.put("corrupt", true);
    }
    return fields;
  }

  /** What became of the directory. */
  enum Outcome {
    /** There is a new one. */
    WRITTEN("written"),
    /** It says the same and was written again, so that its age tells that it is looked after. */
    RENEWED("renewed"),
    /** It says the same and stays. */
    UNCHANGED("unchanged"),
    /** Nothing was read: all that events told of was read since. */
    CURRENT("current"),
    /** Another run that began later was faster. */
    SUPERSEDED("superseded"),
    /** Nothing could be read, so it stays. */
    FAILED("failed");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }
  }
}
