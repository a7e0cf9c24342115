package dev.konglightstep.core.secret;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The labels on the versions of a secret, as one answer of DescribeSecret gave them.
 *
 * @param arn of the secret
 * @param byVersion from version id to its labels, at least one; a version without a label counts as
 *     gone (AWS Secrets Manager user guide, "Secret versions")
 * @param lastChanged when anything about the secret changed last
 * @param rotationEnabled false also if rotation was never configured
 */
public record SecretLabels(
    String arn, Map<String, Set<String>> byVersion, Instant lastChanged, boolean rotationEnabled) {
  public SecretLabels {
    Map<String, Set<String>> labelled = new TreeMap<>();
    byVersion.forEach(
        (id, labels) -> {
          if (!labels.isEmpty()) {
            labelled.put(id, Set.copyOf(labels));
          }
        });
    byVersion = Map.copyOf(labelled);
  }

  /** The labels of a version; none if it is unknown. */
  public Set<String> of(String versionId) {
    return byVersion.getOrDefault(versionId, Set.of());
  }

  /** Which version carries a label. */
  public Optional<String> holder(String label) {
    return byVersion.entrySet().stream()
        .filter(version -> version.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findAny();
  }
}
