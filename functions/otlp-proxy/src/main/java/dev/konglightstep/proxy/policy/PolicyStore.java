package dev.konglightstep.proxy.policy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the document of a policy is kept, perhaps with what it was before. */
public interface PolicyStore {
  /**
   * The newest version.
   *
   * @param seen the tag of the one that was read last
   */
  Newest newest(Optional<String> seen, Duration timeout) throws StoreException;

  /**
   * The versions that nobody deleted, the newest first and that one too; only the newest if the
   * store keeps no others.
   *
   * @param most how many, at most
   */
  List<String> versions(int most, Duration timeout) throws StoreException;

  /** A version of those; of a document that is too long for a policy only a part. */
  Bytes read(String version, Duration timeout) throws StoreException;

  /** What is there now. */
  sealed interface Newest {
    /**
     * A document that was not seen before.
     *
     * @param tag changes whenever the document does
     * @param body of a document that is too long for a policy only a part, which is too long too
     */
    record Document(String tag, Bytes body) implements Newest {}

    /** The one that was seen. */
    record Unchanged() implements Newest {}

    /** None: there never was one, or somebody deleted it. */
    record Absent() implements Newest {}
  }
}
