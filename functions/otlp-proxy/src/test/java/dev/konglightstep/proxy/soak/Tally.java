package dev.konglightstep.proxy.soak;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing happened, and a number in which the whole run shows. */
final class Tally {
  private final Timeline timeline;
  private final Map<String, Long> counts = new TreeMap<>();
  private long digest;

  Tally(Timeline timeline) {
    this.timeline = timeline;
  }

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
    note(what);
  }

  /** Only for the digest. */
  void note(String what) {
    digest = 31 * (31 * digest + what.hashCode()) + timeline.instant().hashCode();
  }

  long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** The sum of all that begin so. */
  long ofAll(String prefix) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Two runs of the same digest were the same run. */
  String digest() {
    return Long.toHexString(digest);
  }

  /** {@code name=count} of all, in the order of their names. */
  String text() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, count) -> text.append(' ').append(what).append('=').append(count));
    return text.toString().strip();
  }
}
