package dev.konglightstep.rotation.explore;

import dev.konglightstep.rotation.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What matters of the world at one moment.
 *
 * @param labels by secret and version
 * @param held by place
 */
record Snapshot(Map<String, Map<String, Set<String>>> labels, Map<String, String> held) {

  static Snapshot of(Surroundings world) {
    Map<String, Map<String, Set<String>>> labels = new TreeMap<>();
    for (String secret : List.of(Secrets.TOKEN, Secrets.KEY)) {
      labels.put(secret, world.secrets().labels(secret));
    }
    return new Snapshot(labels, world.held());
  }

  Optional<String> holder(String secret, String label) {
    return labels.getOrDefault(secret, Map.of()).entrySet().stream()
        .filter(version -> version.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findAny();
  }

  /** What a place holds; an empty text if nothing. */
  String held(String place) {
    return held.getOrDefault(place, "");
  }

  List<String> changedPlaces(Snapshot before) {
    return held.keySet().stream().filter(place -> !held(place).equals(before.held(place))).toList();
  }

  /** A number that other states very likely do not have (FNV-1a, 64 bits). */
  long number(Map<String, Step> steps, int told) {
    StringBuilder text = new StringBuilder();
    labels.forEach(
        (secret, versions) ->
            new TreeMap<>(versions)
                .forEach((id, set) -> text.append(id).append(new TreeSet<>(set))));
    text.append(held).append(steps).append(told);
    long hash = 0xcbf29ce484222325L;
    for (byte next : text.toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ next) * 0x100000001b3L;
    }
    return hash;
  }
}
