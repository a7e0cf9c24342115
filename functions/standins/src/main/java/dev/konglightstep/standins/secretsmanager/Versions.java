package dev.konglightstep.standins.secretsmanager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The versions of one secret, and which of them each label is on: at most one. Every change gives
 * new versions, so that one which is refused has changed nothing.
 */
final class Versions {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";
  static final String PREVIOUS = "AWSPREVIOUS";

  /** AWS Secrets Manager quotas, "Labels attached across all versions of a secret". */
  private static final int MAX_LABELS = 20;

  static final Versions NONE = new Versions(Map.of(), Map.of());

  private final Map<String, Content> contents;
  private final Map<String, String> labels;

  private Versions(Map<String, Content> contents, Map<String, String> labels) {
    this.contents = contents;
    this.labels = labels;
  }

  boolean isEmpty() {
    return contents.isEmpty();
  }

  Optional<Version> version(String id) {
    return Optional.ofNullable(contents.get(id)).map(content -> version(id, content));
  }

  Optional<Version> labelled(String label) {
    return carrier(label).flatMap(this::version);
  }

  /** The id of the version that a label is on. */
  Optional<String> carrier(String label) {
    return Optional.ofNullable(labels.get(label));
  }

  boolean isOn(String label, String id) {
    return id.equals(labels.get(label));
  }

  /** All versions, oldest first. */
  List<Version> all() {
    List<Version> all = new ArrayList<>();
    contents.forEach((id, content) -> all.add(version(id, content)));
    return all;
  }

  /** The labels of every version that has one. */
  Map<String, Set<String>> stages() {
    Map<String, Set<String>> stages = new TreeMap<>();
    labels.forEach((label, id) -> stages.computeIfAbsent(id, key -> new TreeSet<>()).add(label));
    return stages;
  }

  /** With one more version, or with a value for one that is there. */
  Versions with(String id, Optional<String> value, Instant now) {
    Content before = contents.get(id);
    Map<String, Content> changed = new LinkedHashMap<>(contents);
    changed.put(id, new Content(value, before == null ? now : before.created));
    return new Versions(changed, labels);
  }

  /** Without a version that no label is on. */
  Versions without(String id) {
    Map<String, Content> changed = new LinkedHashMap<>(contents);
    changed.remove(id);
    return new Versions(changed, labels);
  }

  /** Without the versions that no label is on. */
  Versions withoutDeprecated() {
    Map<String, Content> kept = new LinkedHashMap<>(contents);
    kept.keySet().retainAll(labels.values());
    return new Versions(kept, labels);
  }

  /** With a label on that version and on no other; AWSCURRENT leaves AWSPREVIOUS behind. */
  Versions move(String label, String id) {
    Map<String, String> changed = new TreeMap<>(labels);
    String left = changed.put(label, id);
    if (label.equals(CURRENT) && left != null && !left.equals(id)) {
      changed.put(PREVIOUS, left);
    }
    return new Versions(contents, changed);
  }

  /** With a label on no version. */
  Versions remove(String label) {
    Map<String, String> changed = new TreeMap<>(labels);
    changed.remove(label);
    return new Versions(contents, changed);
  }

  /**
   * These versions, if they may be.
   *
   * @throws SecretsManagerFailure for more labels than a secret may have over all its versions
   */
  Versions withinLimit() {
    if (labels.size() > MAX_LABELS) {
      throw SecretsManagerFailure.limit(
          "You can't have more than " + MAX_LABELS + " staging labels over all versions");
    }
    return this;
  }

  private Version version(String id, Content content) {
    Set<String> carried = new TreeSet<>();
    labels.forEach(
        (label, carrier) -> {
          if (carrier.equals(id)) {
            carried.add(label);
          }
        });
    return new Version(id, content.value, carried, content.created);
  }

  private record Content(Optional<String> value, Instant created) {
    @Override
    public String toString() {
      return "Content[" + created + "]";
    }
  }
}
