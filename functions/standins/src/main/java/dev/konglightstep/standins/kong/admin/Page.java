package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A part of a list that is in the order of its ids (kong/api/endpoints.lua).
 *
 * @param offset where the next part begins; empty in the last one
 */
public record Page(List<ObjectNode> data, Optional<String> offset) {
  public Page {
    data = List.copyOf(data);
  }

  /** The part that begins at an offset that an earlier part gave. */
  static Page of(NavigableMap<String, ObjectNode> all, Predicate<ObjectNode> filter, Query query) {
    String first = query.offset.map(Page::decode).orElse("");
    List<ObjectNode> data = new ArrayList<>();
    for (var entry : all.tailMap(first, true).entrySet()) {
      if (filter.test(entry.getValue()) && query.matches(entry.getValue())) {
        if (data.size() == query.size) {
          return new Page(data, Optional.of(encode(entry.getKey())));
        }
        data.add(entry.getValue());
      }
    }
    return new Page(data, Optional.empty());
  }

  private static String encode(String id) {
    return Base64.getEncoder()
        .encodeToString(("[\"" + id + "\"]").getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String offset) {
    try {
      String array = new String(Base64.getDecoder().decode(offset), StandardCharsets.UTF_8);
      if (array.startsWith("[\"") && array.endsWith("\"]")) {
        return array.substring(2, array.length() - 2);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw KongRefusal.invalidOffset(offset);
  }

  /**
   * Which part of a list.
   *
   * @param size from 1 to 1000
   * @param tags {@code a,b} for both, {@code a/b} for either
   */
  public record Query(int size, Optional<String> offset, Optional<String> tags) {
    /** What Kong gives to who asks for nothing in particular. */
    public static final Query FIRST = new Query(100, Optional.empty(), Optional.empty());

    public Query {
      if (size < 1 || size > 1000) {
        throw KongRefusal.invalidSize();
      }
    }

    private boolean matches(ObjectNode entity) {
      if (tags.isEmpty()) {
        return true;
      }
      List<String> carried = new ArrayList<>();
      for (JsonNode tag : entity.path("tags")) {
        carried.add(tag.asText());
      }
      String asked = tags.get();
      return asked.contains("/")
          ? List.of(asked.split("/")).stream().anyMatch(carried::contains)
          : carried.containsAll(List.of(asked.split(",")));
    }
  }
}
