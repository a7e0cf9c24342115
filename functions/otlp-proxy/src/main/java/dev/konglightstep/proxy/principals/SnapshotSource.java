package dev.konglightstep.proxy.principals;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.MalformedDirectoryException;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.document.DocumentStore;
import dev.konglightstep.proxy.document.Newest;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the directory of principals. While what is there cannot be used, the one before stays.
 *
 * <p>The same object until there is another one, so that what is made of it can be kept. Used by
 * one thread at a time.
 */
public final class SnapshotSource implements Refreshed.Source<Snapshot> {
  private static final String ABSENT = "it is not there";

  private final DocumentStore store;
  private final String uri;
  private final int most;
  private final Freshness freshness;
  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;

  /** What was read last, whether or not it can be used; empty before that, and if it is gone. */
  private Optional<String> seen = Optional.empty();

  /** What is in use. */
  private Snapshot snapshot = new Snapshot.Unavailable();

  /** Whether what was read last cannot be used. */
  private boolean refused;

  /** What was told of in the log. */
  private Optional<String> told = Optional.empty();

  /**
   * Reads nothing yet.
   *
   * @param uri of the directory, for people
   * @param most bytes that its text may have
   * @param maxAge after which the directory is too old; it is used all the same
   */
  public SnapshotSource(
      DocumentStore store,
      String uri,
      int most,
      Duration maxAge,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.store = store;
    this.uri = uri;
    this.most = most;
    this.freshness = new Freshness(uri, maxAge, log, metrics);
    this.clock = clock;
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * The newest one that can be used; {@link Snapshot.Unavailable} if there never was one.
   *
   * @throws SnapshotUnreadableException if the store does not tell
   */
  @Override
  public Snapshot load(Duration timeout) {
    try {
      read(timeout);
    } catch (StoreException e) {
      throw new SnapshotUnreadableException(String.valueOf(e.getMessage()));
    } finally {
      if (snapshot instanceof Snapshot.Loaded(Directory directory)) {
        freshness.tell(directory.written(), clock.instant());
      }
    }
    return snapshot;
  }

  private void read(Duration timeout) throws StoreException {
    switch (store.newest(seen, timeout)) {
      case Newest.Unchanged same -> {}
      case Newest.Absent none -> absent();
      case Newest.TooLong(String tag) -> refuse(tag, Packed.tooLong(most));
      case Newest.Document(String tag, Bytes body) -> take(tag, body);
    }
    metrics.count("SnapshotRefused", refused ? 1 : 0);
  }

  private void take(String tag, Bytes body) {
    try {
      Directory directory = Directory.parse(Packed.plain(body, most));
      snapshot = new Snapshot.Loaded(directory);
      seen = Optional.of(tag);
      refused = false;
      told = Optional.empty();
      log.info(
          "a directory of principals is in use",
          Map.of("principals", uri, "snapshot", directory.version(), "lines", directory.size()));
    } catch (UnusableException | MalformedDirectoryException e) {
      refuse(tag, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String tag, String why) {
    seen = Optional.of(tag);
    refused = true;
    tell(tag, "the directory of principals is refused", why);
  }

  /** Nobody has written it yet, or somebody deleted it. */
  private void absent() {
    seen = Optional.empty();
    refused = false;
    metrics.count("SnapshotAbsent", 1);
    tell(ABSENT, "there is no directory of principals", ABSENT);
  }

  private void tell(String what, String message, String why) {
    if (!told.equals(Optional.of(what))) {
      told = Optional.of(what);
      String rest = snapshot instanceof Snapshot.Loaded ? "; the one before stays" : "";
      log.error(message + rest, Map.of("principals", uri, "why", why));
    }
  }
}
