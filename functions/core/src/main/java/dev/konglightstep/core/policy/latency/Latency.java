package dev.konglightstep.core.policy.latency;

/**
 * What is counted of every request before traces are sampled out: how many, how many failed, how
 * long they took, by service, route, method and class of status.
 *
 * @param to where the figures go
 * @param principal whether they are told apart by principal too
 * @param maxSeries how many combinations are told apart; what comes after goes into one series
 */
public record Latency(To to, boolean principal, int maxSeries) {
  /** As many as OpenTelemetry's SDKs keep apart by default. */
  public static final int DEFAULT_MAX_SERIES = 2000;

  public Latency {
    if (maxSeries < 1) {
      throw new IllegalArgumentException("max_series " + maxSeries + " is below 1");
    }
  }

  /** Who gets the figures. */
  public enum To {
    /** The backend, as OTLP metrics. */
    BACKEND,
    /** CloudWatch, as lines of its Embedded Metric Format. */
    EMF
  }
}
