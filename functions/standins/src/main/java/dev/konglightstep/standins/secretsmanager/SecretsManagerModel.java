package dev.konglightstep.standins.secretsmanager;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets, their versions, and the labels on them. A label is on at most one version; moving
 * AWSCURRENT leaves AWSPREVIOUS behind (AWS API reference, "UpdateSecretVersionStage"); the value
 * of a version is written once; every change renews LastChangedDate.
 */
public final class SecretsManagerModel {
  public static final String CURRENT = "AWSCURRENT";
  public static final String PENDING = "AWSPENDING";
  public static final String PREVIOUS = "AWSPREVIOUS";

  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:";

  private final Map<String, Secret> secrets = new HashMap<>();
  private final InstantSource clock;

  public SecretsManagerModel(InstantSource clock) {
    this.clock = clock;
  }

  /** Puts a version that is current at once, as a person does in the console. */
  public void put(String secretId, String versionId, String value) {
    put(secretId, versionId, value, List.of(CURRENT));
  }

  /**
   * Puts a version with labels, which leave the versions that carried them. A version that is
   * pending without a value gets this one.
   *
   * @throws IllegalArgumentException if the version has another value already
   */
  public synchronized void put(
      String secretId, String versionId, String value, List<String> labels) {
    Secret secret = secrets.computeIfAbsent(name(secretId), name -> new Secret(clock.instant()));
    secret.write(versionId, Optional.of(value));
    labels.forEach(label -> secret.move(label, versionId));
    secret.lastChanged = clock.instant();
  }

  /** A version that is AWSPENDING and has no value yet, as a rotation begins (RotateSecret). */
  public synchronized void begin(String secretId, String versionId) {
    Secret secret = secret(secretId);
    secret.write(versionId, Optional.empty());
    secret.move(PENDING, versionId);
    secret.lastChanged = clock.instant();
  }

  /**
   * Puts a label on a version, off whichever carries it now.
   *
   * @throws IllegalArgumentException if there is no such version; then nothing has changed
   */
  public synchronized void move(String secretId, String label, String versionId) {
    Secret secret = secret(secretId);
    secret.move(label, versionId);
    secret.lastChanged = clock.instant();
  }

  /** Takes a label off whichever version carries it. */
  public synchronized void remove(String secretId, String label) {
    Secret secret = secret(secretId);
    secret.remove(label);
    secret.lastChanged = clock.instant();
  }

  /** Switches rotation on or off; a secret that never had it says neither. */
  public synchronized void rotationEnabled(String secretId, boolean enabled) {
    Secret secret = secret(secretId);
    secret.rotationEnabled = Optional.of(enabled);
    secret.lastChanged = clock.instant();
  }

  /** The version with that label, if there is one. */
  public synchronized Optional<Version> labelled(String secretId, String label) {
    return find(secretId).flatMap(secret -> secret.labelled(label));
  }

  public synchronized Optional<Version> version(String secretId, String versionId) {
    return find(secretId).map(secret -> secret.versions.get(versionId));
  }

  /** What DescribeSecret tells, if there is such a secret. */
  public synchronized Optional<Description> describe(String secretId) {
    return find(secretId).map(Secret::describe);
  }

  /** The ARN of a secret, which every call takes in place of its name. */
  public static String arn(String secretId) {
    return ARN + name(secretId) + "-StandIn";
  }

  /** The name behind a name or an ARN. */
  public static String name(String secretId) {
    if (!secretId.startsWith(ARN)) {
      return secretId;
    }
    String withSuffix = secretId.substring(ARN.length());
    return withSuffix.substring(0, withSuffix.lastIndexOf('-'));
  }

  private Secret secret(String secretId) {
    return find(secretId)
        .orElseThrow(() -> new IllegalArgumentException("no secret " + secretId + " here"));
  }

  private Optional<Secret> find(String secretId) {
    return Optional.ofNullable(secrets.get(name(secretId)));
  }

  /**
   * One version as it was when it was asked for; its text form shows no value.
   *
   * @param value empty until somebody puts one
   */
  public record Version(String id, Optional<String> value, Set<String> labels) {
    public Version {
      labels = Set.copyOf(labels);
    }

    /** The same version with a label or without it. */
    Version with(String label, boolean present) {
      Set<String> changed = new HashSet<>(labels);
      if (present) {
        changed.add(label);
      } else {
        changed.remove(label);
      }
      return new Version(id, value, changed);
    }

    @Override
    public String toString() {
      return "Version[" + id + " " + labels + "]";
    }
  }

  /**
   * What is known of a secret without its values.
   *
   * @param stages from version id to labels; versions without a label are left out
   * @param rotationEnabled empty if rotation was never configured
   */
  public record Description(
      Map<String, Set<String>> stages, Instant lastChanged, Optional<Boolean> rotationEnabled) {}
}
