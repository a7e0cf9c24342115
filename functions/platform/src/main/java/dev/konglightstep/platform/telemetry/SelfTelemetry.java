package dev.konglightstep.platform.telemetry;

/** How a function reports its own metrics. */
public enum SelfTelemetry {
  /** Embedded Metric Format: log lines that CloudWatch turns into metrics. */
  EMF,
  /** OTLP sums, to a collector or to the backend. */
  OTLP,
  OFF
}
