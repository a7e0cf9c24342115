package dev.konglightstep.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a document a little, anywhere. */
final class PolicyMutations {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "0.5",
          "1.5",
          "404",
          "599",
          "600",
          "100.0",
          "1e9",
          "{}",
          "[]",
          "[[]]",
          "[1]",
          "[\"CANARY\"]",
          "{\"keep\":1}",
          "{\"other\":\"CANARY\"}",
          "\"\"",
          "\"CANARY\"",
          "\"GET\"",
          "\"404\"",
          "\"5xx\"",
          "\"1s\"",
          "\"0s\"",
          "\"keep\"",
          "\"proxy\"",
          "\"source\"",
          "\"drop\"",
          "\"unknown\"",
          "\"essentials\"",
          "\"backend\"",
          "[\"alb\"]",
          "[\"alb\",\"alb\"]",
          "\"claimed\"",
          "\"aws-cn\"");
  private static final List<String> NAMES =
      List.of(
          "sampling",
          "redaction",
          "latency",
          "identity",
          "rules",
          "otherwise",
          "keep",
          "name",
          "route",
          "status",
          "method",
          "principal",
          "arn",
          "tag.x",
          "tag.",
          "mask",
          "pattern",
          "keys",
          "drop",
          "detectors",
          "card",
          "to",
          "other",
          "at",
          "claims",
          "exclusive_ingress",
          "children",
          "tags",
          "decisions",
          "oidc_issuer",
          "partition",
          "preset");

  private final Random random;

  PolicyMutations(Random random) {
    this.random = random;
  }

  JsonNode mutate(JsonNode document) {
    JsonNode copy = document.deepCopy();
    List<JsonNode> containers = new ArrayList<>();
    collect(copy, containers);
    if (containers.isEmpty()) {
      return value();
    }
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      mutate(object);
    } else if (container instanceof ArrayNode array) {
      mutate(array);
    }
    return copy;
  }

  private void mutate(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? pick(NAMES) : pick(names);
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(pick(NAMES), value());
      case 2 -> object.set(pick(NAMES), object.path(name).deepCopy());
      case 3 -> object.set(name, MAPPER.createArrayNode().add(object.path(name).deepCopy()));
      default -> object.set(name, value());
    }
  }

  private void mutate(ArrayNode array) {
    switch (random.nextInt(3)) {
      case 0 -> array.add(value());
      case 1 -> array.add(array.path(0).deepCopy());
      default -> array.remove(0);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private JsonNode value() {
    try {
      return MAPPER.readTree(pick(VALUES));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
