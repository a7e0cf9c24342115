package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.policy.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Conditions, one after the other. */
final class Asking {
  private List<Glob> routes = List.of();
  private List<Glob> paths = List.of();
  private List<Glob> hosts = List.of();
  private List<String> methods = List.of();
  private List<StatusRange> statuses = List.of();
  private Optional<Duration> minDuration = Optional.empty();
  private Optional<Boolean> error = Optional.empty();
  private final Map<String, List<Glob>> principal = new TreeMap<>();
  private List<Glob> services = List.of();

  Asking routes(String... patterns) {
    routes = globs(patterns);
    return this;
  }

  Asking paths(String... patterns) {
    paths = globs(patterns);
    return this;
  }

  Asking hosts(String... patterns) {
    hosts = globs(patterns);
    return this;
  }

  Asking services(String... patterns) {
    services = globs(patterns);
    return this;
  }

  Asking methods(String... names) {
    methods = List.of(names);
    return this;
  }

  Asking statuses(String... ranges) {
    statuses = Stream.of(ranges).map(text -> StatusRange.parse(text).orElseThrow()).toList();
    return this;
  }

  Asking slow(int millis) {
    minDuration = Optional.of(Duration.ofMillis(millis));
    return this;
  }

  Asking error(boolean asked) {
    error = Optional.of(asked);
    return this;
  }

  Asking principal(String attribute, String... patterns) {
    principal.put(attribute, globs(patterns));
    return this;
  }

  Conditions build() {
    return new Conditions(
        routes, paths, hosts, methods, statuses, minDuration, error, principal, services);
  }

  private static List<Glob> globs(String... patterns) {
    return Stream.of(patterns).map(Glob::of).toList();
  }
}
