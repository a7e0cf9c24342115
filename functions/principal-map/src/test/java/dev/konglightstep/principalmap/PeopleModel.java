package dev.konglightstep.principalmap;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An identity store as a model, and its answers as the API reference shows them. */
final class PeopleModel {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<String, ObjectNode> people = new LinkedHashMap<>();
  private final Map<String, Set<String>> groups = new TreeMap<>();

  /** Somebody, or somebody's new name. */
  synchronized void put(String id, String userName, String oktaId) {
    ObjectNode user = MAPPER.createObjectNode().put("UserId", id).put("UserName", userName);
    user.putObject("Name").put("GivenName", "Ann").put("FamilyName", userName);
    ArrayNode emails = user.putArray("Emails");
    emails.addObject().put("Value", "old." + userName + "@example.com").put("Primary", false);
    emails.addObject().put("Value", userName + "@example.com").put("Primary", true);
    user.putArray("ExternalIds")
        .addObject()
        .put("Issuer", "https://example.okta.com")
        .put("Id", oktaId);
    people.put(id, user);
  }

  synchronized void remove(String id) {
    people.remove(id);
  }

  synchronized void group(String name, Set<String> members) {
    groups.put(name, members);
  }

  synchronized List<ObjectNode> users() {
    return List.copyOf(people.values());
  }

  synchronized List<ObjectNode> groups() {
    return groups.keySet().stream()
        .map(name -> MAPPER.createObjectNode().put("GroupId", "g-" + name).put("DisplayName", name))
        .toList();
  }

  synchronized List<ObjectNode> memberships(String groupId) {
    return groups.getOrDefault(groupId.substring("g-".length()), Set.of()).stream()
        .map(
            member -> {
              ObjectNode membership = MAPPER.createObjectNode().put("GroupId", groupId);
              membership.putObject("MemberId").put("UserId", member);
              return membership;
            })
        .toList();
  }
}
