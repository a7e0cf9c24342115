package dev.konglightstep.rotation.sampling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.rotation.kong.KongPlugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The plugin on a route. It replaces the one that would be in force there, so it is a copy of that
 * in everything but its rate.
 */
final class Instance {
  /**
   * What is on plugins that a push made. The others' tags are there too: rotation looks for them.
   */
  static final String TAG = "kong-lightstep-policy";

  private Instance() {}

  /** A new one. */
  static ObjectNode copy(KongPlugin below, double rate) {
    ObjectNode config = below.config().put(KongPlugin.SAMPLING_RATE, rate);
    ObjectNode made = config.objectNode().put("name", "opentelemetry").put("enabled", true);
    made.set("config", config);
    made.set("tags", array(config, tags(below)));
    if (below.protocols().isArray()) {
      made.set("protocols", below.protocols());
    }
    return made;
  }

  /**
   * What to change of one that is there.
   *
   * @param source of which it must be a copy; empty for one that somebody else made
   * @return empty if nothing
   */
  static Optional<ObjectNode> change(KongPlugin there, Optional<KongPlugin> source, double rate) {
    ObjectNode now = there.config();
    ObjectNode config = now.objectNode();
    if (!there.samplingRate().equals(OptionalDouble.of(rate))) {
      config.put(KongPlugin.SAMPLING_RATE, rate);
    }
    source.ifPresent(plugin -> config.setAll(different(now, plugin.config())));
    ObjectNode change = now.objectNode();
    if (!config.isEmpty()) {
      change.set("config", config);
    }
    if (source.isPresent() && !Set.copyOf(there.tags()).equals(Set.copyOf(tags(source.get())))) {
      change.set("tags", array(config, tags(source.get())));
    }
    return change.isEmpty() ? Optional.empty() : Optional.of(change);
  }

  /** Whether they send the same to the same places with the same headers. */
  static boolean isCopy(KongPlugin one, KongPlugin other) {
    return different(one.config(), other.config()).isEmpty();
  }

  /** Fields of the second one that the first one has otherwise, null for those that it lacks. */
  private static ObjectNode different(ObjectNode first, ObjectNode second) {
    Set<String> names = new HashSet<>();
    first.fieldNames().forEachRemaining(names::add);
    second.fieldNames().forEachRemaining(names::add);
    names.remove(KongPlugin.SAMPLING_RATE);
    ObjectNode different = first.objectNode();
    for (String name : names) {
      JsonNode wanted = second.path(name);
      if (!wanted.equals(first.path(name))) {
        different.set(name, wanted.isMissingNode() ? first.nullNode() : wanted);
      }
    }
    return different;
  }

  private static List<String> tags(KongPlugin below) {
    List<String> tags = new ArrayList<>(below.tags());
    if (!tags.contains(TAG)) {
      tags.add(TAG);
    }
    return tags;
  }

  private static JsonNode array(ObjectNode factory, List<String> texts) {
    var array = factory.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
