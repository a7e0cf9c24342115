package dev.konglightstep.proxy.policy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.document.DocumentStore;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.List;

/** Where the document of a policy is kept, perhaps with what it was before. */
public interface PolicyStore extends DocumentStore {
  /**
   * The versions that nobody deleted, the newest first and that one too; only the newest if the
   * store keeps no others.
   *
   * @param most how many, at most
   */
  List<String> versions(int most, Duration timeout) throws StoreException;

  /** A version of those; of a document that is too long for a policy only a part. */
  Bytes read(String version, Duration timeout) throws StoreException;
}
