package dev.konglightstep.core.secret;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The labels on the versions of a secret, as one answer of DescribeSecret gave them.
 *
 * @param byVersion from version id to its labels, at least one; a version without a label counts as
 *     gone (AWS Secrets Manager user guide, "Secret versions")
 * @param lastChanged when anything about the secret changed last
 */
public record SecretLabels(Map<String, Set<String>> byVersion, Instant lastChanged) {
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
}
