package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.policy.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether requests that take one route of Kong meet conditions. */
public enum RouteFit {
  /** None of them does. */
  NEVER,
  /** Some may. */
  SOMETIMES,
  /** Each of them does, whatever becomes of it. */
  ALWAYS;

  /**
   * How a route and conditions go together.
   *
   * @param route what Kong writes into {@code http.route}
   * @param service what it writes into {@code service.name}; empty if nobody can say
   */
  public static RouteFit of(Conditions when, String route, Optional<String> service) {
    boolean other = !when.routes().isEmpty() && !matches(when.routes(), route);
    boolean otherService =
        service
            .filter(name -> !when.services().isEmpty() && none(when.services(), name))
            .isPresent();
    if (other || otherService || Covering.isContradictory(when)) {
      return NEVER;
    }
    boolean unknown = service.isEmpty() && !when.services().isEmpty();
    return unknown || !askedBeside(when).isEmpty() ? SOMETIMES : ALWAYS;
  }

  /** What conditions ask that Kong does not know, or not yet, when it samples at a route. */
  public static List<String> askedBeside(Conditions when) {
    List<String> asked = new ArrayList<>();
    add(asked, "path", !when.paths().isEmpty());
    add(asked, "host", !when.hosts().isEmpty());
    add(asked, "method", !when.methods().isEmpty());
    add(asked, "status", !when.statuses().isEmpty());
    add(asked, "min_duration", when.minDuration().isPresent());
    add(asked, "error", when.error().isPresent());
    add(asked, "principal", !when.principal().isEmpty());
    return asked;
  }

  private static void add(List<String> asked, String name, boolean is) {
    if (is) {
      asked.add(name);
    }
  }

  /** With or without the mark of a regular expression, as {@link Conditions} has it. */
  private static boolean matches(List<Glob> globs, String route) {
    return !none(globs, route) || (route.startsWith("~") && !none(globs, route.substring(1)));
  }

  private static boolean none(List<Glob> globs, String text) {
    return globs.stream().noneMatch(glob -> glob.matches(text));
  }
}
