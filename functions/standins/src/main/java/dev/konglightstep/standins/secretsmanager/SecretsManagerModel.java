package dev.konglightstep.standins.secretsmanager;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets, their versions, and the labels on them. A label is on at most one version; moving
 * AWSCURRENT leaves AWSPREVIOUS behind (AWS API reference, "UpdateSecretVersionStage").
 */
public final class SecretsManagerModel {
  public static final String CURRENT = "AWSCURRENT";
  public static final String PREVIOUS = "AWSPREVIOUS";

  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:";

  private final Map<String, Map<String, Version>> secrets = new HashMap<>();

  /** Puts a version that is current at once, as a person does in the console. */
  public synchronized void put(String name, String versionId, String value) {
    Map<String, Version> versions = secrets.computeIfAbsent(name, key -> new HashMap<>());
    versions.put(versionId, new Version(versionId, value, new LinkedHashSet<>()));
    Optional<Version> before = labelled(versions, CURRENT);
    move(versions, CURRENT, versionId);
    before.ifPresent(version -> move(versions, PREVIOUS, version.id));
  }

  /** The version with that label, if there is one. */
  public synchronized Optional<Version> labelled(String secretId, String label) {
    return labelled(versions(secretId), label);
  }

  public synchronized Optional<Version> version(String secretId, String versionId) {
    return Optional.ofNullable(versions(secretId).get(versionId));
  }

  public synchronized boolean exists(String secretId) {
    return secrets.containsKey(name(secretId));
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

  private Map<String, Version> versions(String secretId) {
    return secrets.getOrDefault(name(secretId), Map.of());
  }

  private static Optional<Version> labelled(Map<String, Version> versions, String label) {
    return versions.values().stream().filter(version -> version.labels.contains(label)).findAny();
  }

  private static void move(Map<String, Version> versions, String label, String versionId) {
    versions.values().forEach(version -> version.labels.remove(label));
    Version to = versions.get(versionId);
    if (to != null) {
      to.labels.add(label);
    }
  }

  /** One version; its text form shows no value. */
  public record Version(String id, String value, Set<String> labels) {
    @Override
    public String toString() {
      return "Version[" + id + " " + labels + "]";
    }
  }
}
