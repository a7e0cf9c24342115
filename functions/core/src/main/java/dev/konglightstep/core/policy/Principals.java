package dev.konglightstep.core.policy;

import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.policy.sampling.Traces;
import java.util.function.Supplier;

/** Knows who is behind requests. Thread-safe. */
@FunctionalInterface
public interface Principals {
  /** Knows nobody, and says nothing. */
  Principals UNKNOWN =
      new Principals() {
        @Override
        public boolean concern(ExportRequest request) {
          return false;
        }

        @Override
        public Identities of(ExportRequest request, Supplier<Traces> traces) {
          return Identities.NONE;
        }
      };

  /** Whether there may be anything to say about a request of traces. */
  default boolean concern(ExportRequest request) {
    return true;
  }

  /**
   * Who is behind the spans of a request of traces.
   *
   * @param traces how its spans belong together, for who needs to know
   */
  Identities of(ExportRequest request, Supplier<Traces> traces);

  /** Attributes that no span of any request may keep beside what it is told. */
  default KeyMatcher removedEverywhere() {
    return KeyMatcher.NONE;
  }
}
