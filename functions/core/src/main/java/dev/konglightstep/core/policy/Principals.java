package dev.konglightstep.core.policy;

import dev.konglightstep.core.otlp.ExportRequest;
import java.util.Optional;

/** Who is behind a root span. */
@FunctionalInterface
public interface Principals {
  /** Knows nobody. */
  Principals UNKNOWN = (request, root, attribute) -> Optional.empty();

  /**
   * An attribute of the principal of a root span; empty if it or the principal is not known.
   *
   * @param root the number of the root span in the request
   * @param attribute as policies name it: {@code arn}, {@code account_id}, {@code tag.team}
   */
  Optional<String> attribute(ExportRequest request, int root, String attribute);
}
