package dev.konglightstep.rotation.explore;

/** The service's patience with a step has ended; its process still runs. */
final class SecretsTimeout extends Exception {
  private static final long serialVersionUID = 1L;

  SecretsTimeout() {
    super("Task timed out", null, false, false);
  }
}
