package dev.konglightstep.proxy.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param duplicates by cause
 * @param faults how often each thing struck
 * @param end the state at the end
 * @param violations of what was promised, none if all is well
 * @param digest two runs of the same were the same run
 */
record Outcome(
    Account account,
    Map<Cause, Long> duplicates,
    Tally faults,
    String end,
    List<String> violations,
    String digest) {
  /** What should have struck in a long run and did not: then it proves less than it says. */
  List<String> absent() {
    List<String> expected =
        new ArrayList<>(List.of("blackouts", "rotations.token", "rotations.key"));
    for (Mood mood : Mood.values()) {
      if (mood != Mood.WELL) {
        expected.add("backend." + mood);
      }
    }
    for (Service service : Service.values()) {
      for (Trouble trouble : Trouble.values()) {
        if (trouble != Trouble.NONE) {
          expected.add(service.name().toLowerCase(Locale.ROOT) + "." + trouble);
        }
      }
    }
    for (Service service : List.of(Service.BACKEND, Service.QUEUE, Service.BUCKET)) {
      expected.add("killed.PROXY.before." + service);
      expected.add("killed.PROXY.after." + service);
      expected.add("killed.DRAIN.after." + service);
    }
    return expected.stream().filter(what -> faults.of(what) == 0).toList();
  }

  /** The lines that people read, of which the first is for programs too. */
  List<String> lines() {
    StringBuilder causes = new StringBuilder("soak duplicates:");
    for (Cause cause : Cause.values()) {
      causes.append(' ').append(cause).append('=').append(duplicates.getOrDefault(cause, 0L));
    }
    return List.of(
        account.line(), causes.toString(), "soak faults: " + faults.text(), "soak end: " + end);
  }
}
