package dev.konglightstep.proxy;

import dev.konglightstep.core.secret.SecretVersions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Why a version of the ingest key is accepted, the most needed first. */
enum Standing {
  CURRENT,
  /** A rotation is about to bring it to Kong. */
  PENDING,
  /** A rotation may have brought it to Kong, whatever became of that rotation. */
  LIVE,
  /** Kong may hold it still; this one counts for a while only. */
  PREVIOUS;

  /** The best that a version's labels give, or empty if its key is not accepted. */
  static Optional<Standing> of(Set<String> labels) {
    return labels.stream()
        .map(Standing::of)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static Optional<Standing> of(String label) {
    return switch (label) {
      case SecretVersions.CURRENT -> Optional.of(CURRENT);
      case SecretVersions.PENDING -> Optional.of(PENDING);
      case SecretVersions.PREVIOUS -> Optional.of(PREVIOUS);
      default ->
          label.startsWith(SecretVersions.LIVE_PREFIX) ? Optional.of(LIVE) : Optional.empty();
    };
  }
}
