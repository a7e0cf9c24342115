package dev.konglightstep.principalmap;

import static java.util.stream.Collectors.toMap;

import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.DirectoryText;
import dev.konglightstep.core.principal.directory.PartState;
import dev.konglightstep.core.principal.directory.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last directory, as the store had it.
 *
 * @param tag of what is there now; empty if nothing is
 * @param directory empty if there is none that can be read
 * @param corrupt whether what is there now cannot be read, so that the directory is an older one
 */
record Last(Optional<String> tag, Optional<Directory> directory, boolean corrupt) {

  /** Whether a directory of these lines says something else, or of other parts. */
  boolean differsFrom(Collection<Row> rows) {
    return corrupt
        || directory.isEmpty()
        || !directory.get().version().equals(DirectoryText.version(rows))
        || !failures(PartState.of(directory.get())).equals(failures(PartState.of(rows)));
  }

  /** How old it is; empty if there is none. */
  Optional<Duration> age(Instant now) {
    return directory.map(known -> Duration.between(Instant.ofEpochSecond(known.written()), now));
  }

  /** When its parts were read, the one that was read first; never if one is missing or failed. */
  Instant readSince() {
    List<PartState> parts = directory.map(PartState::of).orElse(List.of());
    boolean whole = !corrupt && parts.stream().allMatch(part -> part.failed().isEmpty());
    return whole
        ? parts.stream()
            .map(part -> Instant.ofEpochSecond(part.read()))
            .min(Instant::compareTo)
            .orElse(Instant.MIN)
        : Instant.MIN;
  }

  /** Whether any of its parts was read when a run that began then already read. */
  boolean wasReadSince(Instant began) {
    return directory.map(PartState::of).orElse(List.of()).stream()
        .anyMatch(part -> part.read() >= began.getEpochSecond());
  }

  /** Reasons do not count, for a failure may tell of itself in several ways. */
  private static Map<String, Boolean> failures(List<PartState> parts) {
    return parts.stream().collect(toMap(PartState::name, part -> part.failed().isPresent()));
  }
}
