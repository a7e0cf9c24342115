package dev.konglightstep.proxy;

import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.aws.S3Document;
import dev.konglightstep.proxy.document.DocumentFile;
import dev.konglightstep.proxy.document.DocumentStore;
import dev.konglightstep.proxy.principals.SnapshotSource;
import dev.konglightstep.proxy.principals.SnapshotUnreadableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** The principals that are known, as the settings say. */
final class SnapshotLoading {
  /** A change has reached everybody after this and the time of a request. */
  private static final Duration MAX_AGE = Duration.ofSeconds(60);

  /** Without a directory batches go on, so they need not pay for an attempt every second. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** More than any directory. */
  private static final int MOST_BYTES = 1 << 28;

  /** The part of the heap that a text may take: the last and the next one are there together. */
  private static final int PART = 8;

  private SnapshotLoading() {}

  /**
   * Gives the principals; they are read when they are asked for first. It never throws: batches go
   * on without. The same object comes until the directory changes.
   *
   * @param settings where the directory is; without it, {@link Snapshot.None}
   * @param log is told of each one that is refused, once
   * @param metrics counts {@code SnapshotRefused} while the newest one is, {@code SnapshotAbsent}
   *     while there is none, {@code SnapshotUnreadable}, {@code SnapshotTooOld}, and shows {@code
   *     SnapshotAge}
   */
  static Refreshed.Source<Snapshot> from(
      PrincipalsSettings settings, AwsSettings aws, Log log, Metrics metrics, InstantSource clock) {
    Snapshot none = new Snapshot.None();
    return settings
        .uri()
        .map(
            uri ->
                from(
                    store(uri, aws),
                    uri.toString(),
                    most(),
                    settings.maxAge(),
                    log,
                    metrics,
                    clock))
        .orElse(timeout -> none);
  }

  /** The same from a store. */
  static Refreshed.Source<Snapshot> from(
      DocumentStore store,
      String uri,
      int most,
      Duration maxAge,
      Log log,
      Metrics metrics,
      InstantSource clock) {
    Snapshot unavailable = new Snapshot.Unavailable();
    Refreshed<Snapshot> refreshed =
        new Refreshed<>(
            new SnapshotSource(store, uri, most, maxAge, clock, log, metrics),
            MAX_AGE,
            PAUSE,
            clock,
            failed(uri, log, metrics));
    return timeout -> {
      try {
        return refreshed.get(timeout);
      } catch (RuntimeException e) {
        return unavailable; // It was told when it happened.
      }
    };
  }

  private static DocumentStore store(ObjectUri uri, AwsSettings aws) {
    return switch (uri) {
      case ObjectUri.S3Object(String bucket, String key) ->
          new S3Document(aws, bucket, key, most());
      case ObjectUri.LocalFile(var path) -> new DocumentFile(path, most());
    };
  }

  private static int most() {
    return (int) Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PART);
  }

  /** Only our own words are printed, for others might quote the directory. */
  private static Consumer<RuntimeException> failed(String uri, Log log, Metrics metrics) {
    return failure -> {
      metrics.count("SnapshotUnreadable", 1);
      String why =
          failure instanceof SnapshotUnreadableException
              ? String.valueOf(failure.getMessage())
              : failure.getClass().getSimpleName();
      log.error(
          "the directory of principals cannot be read", Map.of("principals", uri, "why", why));
    };
  }
}
