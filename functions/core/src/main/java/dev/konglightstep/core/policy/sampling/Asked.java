package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.policy.Glob;
import dev.konglightstep.core.policy.Globs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@link Conditions}, made ready once to be asked of many roots.
 *
 * @param methods their names
 * @param leastNanos that a root takes; less than any if none are asked
 */
record Asked(
    Globs routes,
    Globs paths,
    Globs hosts,
    KeySet methods,
    List<StatusRange> statuses,
    long leastNanos,
    Optional<Boolean> error,
    Map<String, Globs> principal,
    Globs services) {

  static Asked of(Conditions when) {
    return new Asked(
        Globs.of(when.routes()),
        Globs.of(when.paths()),
        Globs.of(when.hosts()),
        KeySet.of(when.methods()),
        when.statuses(),
        when.minDuration().map(Asked::nanos).orElse(Long.MIN_VALUE),
        when.error(),
        globs(when.principal()),
        Globs.of(when.services()));
  }

  /** As many as a root can take: it says its times in nanoseconds, in 64 bits. */
  private static long nanos(Duration least) {
    Duration most = Duration.ofNanos(Long.MAX_VALUE);
    return least.compareTo(most) < 0 ? least.toNanos() : Long.MAX_VALUE;
  }

  private static Map<String, Globs> globs(Map<String, List<Glob>> principal) {
    return principal.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> Globs.of(one.getValue())));
  }
}
