package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lies in the quarantine, for people. An id is the object's key without the prefix. */
public final class QuarantineShelf {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int PAGE = 1000;

  private final ObjectStore bucket;

  public QuarantineShelf(ObjectStore bucket) {
    this.bucket = bucket;
  }

  /** The ids, the oldest of each reason first. */
  public List<String> ids(Optional<Quarantined.Reason> reason) throws StoreException {
    String prefix = Keys.QUARANTINE + reason.map(only -> only.text() + "/").orElse("");
    List<String> ids = new ArrayList<>();
    List<String> page = bucket.keys(prefix, "", PAGE, TIMEOUT);
    while (!page.isEmpty()) {
      page.forEach(key -> ids.add(key.substring(Keys.QUARANTINE.length())));
      page = bucket.keys(prefix, page.getLast(), PAGE, TIMEOUT);
    }
    return ids;
  }

  /**
   * What is kept under an id, or empty if there is nothing.
   *
   * @throws UnreadableMessageException if the object is none of ours
   */
  public Optional<Quarantined> read(String id) throws StoreException, UnreadableMessageException {
    Optional<Bytes> object = bucket.get(Keys.QUARANTINE + id, TIMEOUT);
    return object.isEmpty() ? Optional.empty() : Optional.of(QuarantineFormat.read(object.get()));
  }

  /** Takes it out for good. */
  public void remove(String id) throws StoreException {
    bucket.delete(Keys.QUARANTINE + id, TIMEOUT);
  }

  /** Since when something is kept, as its id tells; empty if it does not. */
  public static Optional<Instant> since(String id) {
    String time = id.replaceAll("^.*/|-.*$", "");
    return time.matches("[0-9]{1,15}")
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(time)))
        : Optional.empty();
  }
}
