package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.policy.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of {@link Preset#ESSENTIALS}.
 *
 * <p>Errors and slow calls come first: whatever a glob takes by mistake then loses nothing that
 * people look for, and a health check that fails or hangs is kept. Health checks come before
 * checkouts, since {@code /checkout/healthz} is one; therefore they are only paths that mean
 * nothing else ({@code /orders/7/status} is no health check), and read. They are never told by
 * their route: Kong's {@code http.route} is the first path of a route, whichever of its paths was
 * asked for (kong/observability/tracing/instrumentation.lua, 3.9.3).
 */
final class Essentials {
  static final double OTHERWISE = 0.1;

  private static final Duration SLOW = Duration.ofSeconds(1);

  /** As Kubernetes, Spring, Quarkus, Prometheus and load balancers ask. */
  private static final List<Glob> HEALTH =
      globs(
          "*/health",
          "*/health/live",
          "*/health/liveness",
          "*/health/ready",
          "*/health/readiness",
          "*/health/started",
          "*/healthz",
          "*/healthz/*",
          "*/healthcheck",
          "*/health-check",
          "*/health_check",
          "*/livez",
          "*/livez/*",
          "*/readyz",
          "*/readyz/*",
          "*/-/healthy",
          "*/-/ready",
          "*/ping",
          "/live",
          "/ready",
          "/status");

  private static final List<Glob> CHECKOUT =
      globs("*checkout*", "*Checkout*", "*check-out*", "*check_out*");

  private static final List<Glob> LOGIN =
      globs(
          "*login*",
          "*Login*",
          "*/log-in*",
          "*/log_in*",
          "*/logon*",
          "*/signin*",
          "*/signIn*",
          "*SignIn*",
          "*/sign-in*",
          "*/sign_in*",
          "*/oauth*/token*",
          "*/oauth*/authorize*",
          "*/openid-connect/token*",
          "*/openid-connect/auth*",
          "*/connect/token",
          "*/connect/authorize");

  static final List<Rule> RULES =
      List.of(
          rule("errors", errors(), 1),
          rule("slow", slow(), 1),
          rule("health", paths(HEALTH, "GET", "HEAD"), 0),
          rule("checkout-route", routes(CHECKOUT), 1),
          rule("checkout-path", paths(CHECKOUT), 1),
          rule("login-route", routes(LOGIN), 1),
          rule("login-path", paths(LOGIN), 1));

  private Essentials() {}

  private static Rule rule(String name, Conditions when, double keep) {
    return new Rule("essentials." + name, when, keep, Rule.Place.PROXY);
  }

  private static Conditions errors() {
    return asking(List.of(), List.of(), List.of(), Optional.empty(), Optional.of(true));
  }

  private static Conditions slow() {
    return asking(List.of(), List.of(), List.of(), Optional.of(SLOW), Optional.empty());
  }

  private static Conditions routes(List<Glob> routes) {
    return asking(routes, List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  private static Conditions paths(List<Glob> paths, String... methods) {
    return asking(List.of(), paths, List.of(methods), Optional.empty(), Optional.empty());
  }

  private static Conditions asking(
      List<Glob> routes,
      List<Glob> paths,
      List<String> methods,
      Optional<Duration> minDuration,
      Optional<Boolean> error) {
    return new Conditions(
        routes, paths, List.of(), methods, List.of(), minDuration, error, Map.of(), List.of());
  }

  private static List<Glob> globs(String... patterns) {
    return Stream.of(patterns).map(Glob::of).toList();
  }
}
