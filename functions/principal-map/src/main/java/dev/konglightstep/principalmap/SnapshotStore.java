package dev.konglightstep.principalmap;

import dev.konglightstep.core.Bytes;
import java.time.Instant;
import java.util.Optional;

/** Where the directory is kept. All calls throw {@link UnreadableException}. */
public interface SnapshotStore {
  /** What is there now; empty if there never was anything, or somebody deleted it. */
  Optional<Stored> newest(Instant deadline);

  /**
   * What was there before.
   *
   * @param back 1 for the version before the newest one
   * @return empty if there is none, or the store keeps none
   */
  Optional<Bytes> earlier(int back, Instant deadline);

  /**
   * Writes if nobody else has since.
   *
   * @param replaced the tag of what was there; empty if nothing was
   * @return whether it was written
   */
  boolean write(Bytes content, Optional<String> replaced, Instant deadline);

  /**
   * What is there.
   *
   * @param tag changes whenever the content does
   */
  record Stored(String tag, Bytes content) {}
}
