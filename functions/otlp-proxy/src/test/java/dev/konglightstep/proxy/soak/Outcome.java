package dev.konglightstep.proxy.soak;

import java.util.List;
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
