package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.policy.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule asks of a trace's root; all that is asked must hold, and of a list one. What is empty
 * is not asked.
 *
 * @param routes of {@code http.route}, be it a path or Kong's regular expression, with or without
 *     the {@code ~} before one
 * @param paths of the path in {@code http.url}
 * @param hosts of {@code http.host}
 * @param methods of {@code http.method}, in upper case
 * @param statuses of {@code http.status_code}
 * @param minDuration of the root
 * @param error whether the trace is an error: the root's status code is 500 or more, or a span of
 *     it in the batch has an exception event or an error status
 * @param principal by attribute of the principal ({@code arn}, {@code type}, …, {@code tag.team});
 *     of each list one must match, and every attribute that is named must be known
 * @param services of the resource's {@code service.name}
 */
public record Conditions(
    List<Glob> routes,
    List<Glob> paths,
    List<Glob> hosts,
    List<String> methods,
    List<StatusRange> statuses,
    Optional<Duration> minDuration,
    Optional<Boolean> error,
    Map<String, List<Glob>> principal,
    List<Glob> services) {

  /** Nothing is asked. */
  public static final Conditions NONE =
      new Conditions(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of());

  public Conditions {
    routes = List.copyOf(routes);
    paths = List.copyOf(paths);
    hosts = List.copyOf(hosts);
    methods = List.copyOf(methods);
    statuses = List.copyOf(statuses);
    principal =
        principal.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, asked -> List.copyOf(asked.getValue())));
    services = List.copyOf(services);
  }
}
