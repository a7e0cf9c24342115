package dev.konglightstep.proxy;

import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.aws.S3Policy;
import dev.konglightstep.proxy.policy.PolicyFile;
import dev.konglightstep.proxy.policy.PolicySource;
import dev.konglightstep.proxy.policy.PolicyStore;
import dev.konglightstep.proxy.policy.PolicyUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The policy that is in force, as its settings say. */
public final class PolicyLoading {
  /** A change has reached everybody after this and the time of a request. */
  private static final Duration MAX_AGE = Duration.ofSeconds(60);

  private static final Duration FOR_EVER = Duration.ofDays(365_000);

  private PolicyLoading() {}

  /**
   * The policy, read when it is asked for first. Getting it throws {@link
   * PolicyUnavailableException} while none was ever loaded; then nothing may be sent on. The same
   * object comes until the policy changes.
   *
   * @param uri without one, {@link Policy#SAFE}
   * @param log is told of every version that is refused, once
   * @param metrics counts {@code PolicyRefused} while the newest version is, {@code
   *     PolicyOlderServes} while another one serves in its place, {@code PolicyUnreadable}
   */
  public static Refreshed<Policy> from(
      Optional<ObjectUri> uri, AwsSettings aws, Log log, Metrics metrics, InstantSource clock) {
    return uri.map(
            place ->
                refreshed(new PolicySource(store(place, aws), place, clock, log, metrics), clock))
        .orElseGet(() -> new Refreshed<>(timeout -> Policy.SAFE, FOR_EVER, clock, failure -> {}));
  }

  /** The source tells of its failures itself. */
  private static Refreshed<Policy> refreshed(PolicySource source, InstantSource clock) {
    return new Refreshed<>(source, MAX_AGE, clock, failure -> {});
  }

  private static PolicyStore store(ObjectUri uri, AwsSettings aws) {
    return switch (uri) {
      case ObjectUri.S3Object(String bucket, String key) -> new S3Policy(aws, bucket, key);
      case ObjectUri.LocalFile(var path) -> new PolicyFile(path);
    };
  }
}
