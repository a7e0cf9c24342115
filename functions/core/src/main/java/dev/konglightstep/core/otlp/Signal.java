package dev.konglightstep.core.otlp;

import java.util.Optional;

/**
 * The signals of OTLP that we carry, each with its path (OTLP specification, "OTLP/HTTP Request").
 */
public enum Signal {
  TRACES("/v1/traces", "spans"),
  LOGS("/v1/logs", "log records"),
  METRICS("/v1/metrics", "data points");

  private final String path;
  private final String items;

  Signal(String path, String items) {
    this.path = path;
    this.items = items;
  }

  /** The signal that is posted to this path, without query. */
  public static Optional<Signal> at(String path) {
    for (Signal signal : values()) {
      if (signal.path.equals(path)) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }

  public String path() {
    return path;
  }

  /** What a request of this signal counts, as in "200 spans". */
  public String items() {
    return items;
  }
}
