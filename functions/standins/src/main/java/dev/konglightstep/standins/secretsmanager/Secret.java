package dev.konglightstep.standins.secretsmanager;

import dev.konglightstep.standins.secretsmanager.SecretsManagerModel.Description;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One secret of the model, which guards it. */
final class Secret {
  final Map<String, Version> versions = new LinkedHashMap<>();
  Instant lastChanged;
  Optional<Boolean> rotationEnabled = Optional.empty();

  Secret(Instant created) {
    this.lastChanged = created;
  }

  Optional<Version> labelled(String label) {
    return versions.values().stream().filter(version -> version.labels().contains(label)).findAny();
  }

  Description describe() {
    Map<String, Set<String>> stages = new TreeMap<>();
    versions.values().stream()
        .filter(version -> !version.labels().isEmpty())
        .forEach(version -> stages.put(version.id(), version.labels()));
    return new Description(stages, lastChanged, rotationEnabled);
  }

  void write(String versionId, Optional<String> value) {
    Version before = versions.get(versionId);
    if (before == null) {
      versions.put(versionId, new Version(versionId, value, Set.of()));
    } else if (before.value().isEmpty()) {
      versions.put(versionId, new Version(versionId, value, before.labels()));
    } else if (!before.value().equals(value)) {
      throw new IllegalArgumentException("version " + versionId + " has another value already");
    }
  }

  void move(String label, String versionId) {
    if (!versions.containsKey(versionId)) {
      throw new IllegalArgumentException("no version " + versionId + " here");
    }
    Optional<Version> from = labelled(label).filter(version -> !version.id().equals(versionId));
    put(label, versionId);
    if (label.equals(SecretsManagerModel.CURRENT)) {
      from.ifPresent(version -> put(SecretsManagerModel.PREVIOUS, version.id()));
    }
  }

  void remove(String label) {
    versions.replaceAll((id, version) -> version.with(label, false));
  }

  private void put(String label, String versionId) {
    versions.replaceAll((id, version) -> version.with(label, id.equals(versionId)));
  }
}
