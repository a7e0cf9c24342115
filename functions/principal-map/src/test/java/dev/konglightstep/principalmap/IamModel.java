package dev.konglightstep.principalmap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** IAM of one account as a model: who is there, under which name, with which keys. */
final class IamModel {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final String account;
  private final InstantSource clock;
  private final Map<String, IamPrincipal> principals = new LinkedHashMap<>();
  private final Map<String, Map<String, Instant>> keys = new HashMap<>();
  private Optional<String> alias = Optional.empty();
  private int ids;

  IamModel(String account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
  }

  synchronized void alias(String name) {
    alias = Optional.of(name);
  }

  synchronized Optional<String> alias() {
    return alias;
  }

  /** The unique id. */
  synchronized String createUser(String name) {
    return create(IamPrincipal.Type.USER, "user", name, id("AIDA", 21));
  }

  /** The unique id. */
  synchronized String createRole(String name) {
    return create(IamPrincipal.Type.ROLE, "role", name, id("AROA", 21));
  }

  private String create(IamPrincipal.Type type, String kind, String name, String id) {
    put(type, kind, name, id, clock.instant());
    return id;
  }

  private void put(IamPrincipal.Type type, String kind, String name, String id, Instant created) {
    String arn = "arn:aws:iam::" + account + ":" + kind + "/team/" + name;
    principals.put(
        id,
        new IamPrincipal(type, id, "/team/", name, arn, created, new TreeMap<>(Map.of("t", "v"))));
  }

  /** A user keeps id, keys and the time of its making. */
  synchronized void renameUser(String id, String name) {
    IamPrincipal user = Objects.requireNonNull(principals.get(id));
    put(IamPrincipal.Type.USER, "user", name, id, user.created());
  }

  synchronized void delete(String id) {
    principals.remove(id);
    keys.remove(id);
  }

  /** The key's id. */
  synchronized String createKey(String userId) {
    String key = id("AKIA", 20);
    keys.computeIfAbsent(userId, user -> new LinkedHashMap<>()).put(key, clock.instant());
    return key;
  }

  synchronized void deleteKey(String userId, String key) {
    keys.getOrDefault(userId, Map.of()).remove(key);
  }

  synchronized List<IamPrincipal> principals() {
    return new ArrayList<>(principals.values());
  }

  /** The keys of a user; empty if there is no such user. */
  synchronized Optional<List<IamAccessKey>> keys(String userName) {
    return principals.values().stream()
        .filter(user -> user.isUser() && user.name().equals(userName))
        .findFirst()
        .map(user -> keys.getOrDefault(user.id(), Map.of()))
        .map(
            of ->
                of.entrySet().stream()
                    .map(key -> new IamAccessKey(key.getKey(), key.getValue()))
                    .toList());
  }

  private String id(String type, int length) {
    StringBuilder id = new StringBuilder(type);
    long number = ++ids * 1_000_003L + Long.parseLong(account);
    while (id.length() < length) {
      id.append(BASE32.charAt((int) (number % BASE32.length())));
      number = number / BASE32.length() + id.length();
    }
    return id.toString();
  }
}
