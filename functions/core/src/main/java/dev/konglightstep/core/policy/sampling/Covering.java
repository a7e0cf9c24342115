package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.policy.Glob;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Whether conditions say the same, or more. */
final class Covering {
  private static final int SERVER_ERROR = 500;

  private Covering() {}

  /** Whether no root meets them: a status of 500 or more is an error. */
  static boolean isContradictory(Conditions when) {
    return !when.statuses().isEmpty() && statuses(when).isEmpty();
  }

  /** Whether every root that meets the narrow ones surely meets the broad ones. */
  static boolean covers(Conditions broad, Conditions narrow) {
    return globs(broad.routes(), narrow.routes())
        && globs(broad.paths(), narrow.paths())
        && globs(broad.hosts(), narrow.hosts())
        && globs(broad.services(), narrow.services())
        && (broad.methods().isEmpty()
            || (!narrow.methods().isEmpty() && broad.methods().containsAll(narrow.methods())))
        && coversStatuses(broad, narrow)
        && coversDuration(broad, narrow)
        && coversError(broad, narrow)
        && coversPrincipal(broad, narrow);
  }

  /** Nothing asked is met by what is not there too, which no glob is. */
  private static boolean globs(List<Glob> broad, List<Glob> narrow) {
    return broad.isEmpty()
        || (!narrow.isEmpty()
            && narrow.stream().allMatch(one -> broad.stream().anyMatch(all -> all.covers(one))));
  }

  private static boolean coversStatuses(Conditions broad, Conditions narrow) {
    if (broad.statuses().isEmpty()) {
      return true;
    }
    BitSet left = statuses(narrow);
    left.andNot(statuses(broad));
    return !narrow.statuses().isEmpty() && left.isEmpty();
  }

  /** Statuses that a root can have which meets both what is asked of them and of errors. */
  private static BitSet statuses(Conditions when) {
    BitSet codes = new BitSet();
    when.statuses().forEach(range -> codes.set(range.first(), range.last() + 1));
    if (when.error().filter(error -> !error).isPresent()) {
      codes.clear(SERVER_ERROR, Math.max(SERVER_ERROR, codes.length()));
    }
    return codes;
  }

  private static boolean coversDuration(Conditions broad, Conditions narrow) {
    return broad.minDuration().isEmpty()
        || narrow
            .minDuration()
            .filter(least -> least.compareTo(broad.minDuration().get()) >= 0)
            .isPresent();
  }

  private static boolean coversError(Conditions broad, Conditions narrow) {
    if (broad.error().isEmpty() || broad.error().equals(narrow.error())) {
      return true;
    }
    return broad.error().get()
        && !narrow.statuses().isEmpty()
        && statuses(narrow).nextSetBit(0) >= SERVER_ERROR;
  }

  private static boolean coversPrincipal(Conditions broad, Conditions narrow) {
    for (Map.Entry<String, List<Glob>> asked : broad.principal().entrySet()) {
      List<Glob> globs = narrow.principal().getOrDefault(asked.getKey(), List.of());
      if (!globs(asked.getValue(), globs)) {
        return false;
      }
    }
    return true;
  }
}
