package dev.konglightstep.proxy;

import java.time.InstantSource;
import java.util.Optional;

/** The breaker of this environment. */
final class Circuit {
  private final InstantSource clock;
  private Breaker breaker = Breaker.CLOSED;

  Circuit(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether the backend may be asked now; who is told so must {@link #tell} how it went. */
  synchronized boolean admits() {
    if (breaker.isOpen(clock.instant())) {
      return false;
    }
    breaker = breaker.trying(clock.instant());
    return true;
  }

  /** How it went. */
  synchronized void tell(Optional<Failure> failure) {
    breaker =
        failure
            .map(
                failed ->
                    failed
                        .retryAfter()
                        .map(pause -> breaker.pausing(clock.instant(), pause))
                        .orElseGet(() -> breaker.failed(clock.instant())))
            .orElse(Breaker.CLOSED);
  }
}
