package dev.konglightstep.platform.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.secret.PoolSecret;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON of the pool secret, which people edit:
 *
 * <pre>
 * {"project":"prod","tokens":[{"name":"kong-prod-8","token":"…","added_at":"2026-11-22T10:00:00Z"}]}
 * </pre>
 */
public final class PoolSecretJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private PoolSecretJson() {}

  /**
   * Reads the secret's text.
   *
   * @throws InvalidDocumentException if the document is of another shape, or a name is there twice
   */
  public static PoolSecret parse(String document) {
    JsonObject object = JsonObject.parse(document);
    List<PoolSecret.Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonObject element : object.objects("tokens")) {
      PoolSecret.Entry entry =
          new PoolSecret.Entry(
              element.requiredText("name"), element.token("token"), addedAt(element));
      if (entry.name().isBlank() || !names.add(entry.name())) {
        throw element.invalid("name", "expected a name that no other token has");
      }
      entries.add(entry);
    }
    return new PoolSecret(object.text("project").orElse(""), entries);
  }

  public static String render(PoolSecret pool) {
    ObjectNode object = MAPPER.createObjectNode().put("project", pool.project());
    ArrayNode tokens = object.putArray("tokens");
    for (PoolSecret.Entry entry : pool.tokens()) {
      ObjectNode element =
          tokens.addObject().put("name", entry.name()).put("token", entry.token().reveal());
      entry.addedAt().ifPresent(time -> element.put("added_at", time.toString()));
    }
    return object.toString();
  }

  private static Optional<Instant> addedAt(JsonObject element) {
    try {
      return element.text("added_at").map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw element.invalid("added_at", "expected a time such as 2026-11-22T10:00:00Z");
    }
  }
}
