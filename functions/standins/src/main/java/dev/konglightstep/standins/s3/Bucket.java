package dev.konglightstep.standins.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bucket: for each key its versions, the newest first. Without versioning there is one at most.
 */
final class Bucket {
  static final String NO_VERSION = "null";

  private final NavigableMap<ObjectKey, List<StoredObject>> objects = new TreeMap<>();
  private boolean versioned;

  boolean isVersioned() {
    return versioned;
  }

  /** From now on what is written or deleted leaves the versions before it. */
  void keepVersions() {
    versioned = true;
  }

  Optional<StoredObject> current(String key) {
    return versions(key).stream().findFirst().filter(object -> !object.deleteMarker());
  }

  Optional<StoredObject> version(String key, String versionId) {
    return versions(key).stream().filter(v -> v.versionId().equals(versionId)).findFirst();
  }

  /** Puts a version in front of the others; one of the same id goes. */
  void put(StoredObject object) {
    List<StoredObject> versions =
        objects.computeIfAbsent(ObjectKey.checked(object.key()), key -> new ArrayList<>());
    versions.removeIf(version -> version.versionId().equals(object.versionId()));
    versions.addFirst(object);
  }

  /** Takes a version out for good. */
  void remove(String key, String versionId) {
    List<StoredObject> versions = versions(key);
    versions.removeIf(version -> version.versionId().equals(versionId));
    if (versions.isEmpty()) {
      objects.remove(ObjectKey.of(key));
    }
  }

  /** All versions of the keys under a prefix, each key's newest first. */
  List<StoredObject> allVersions(String prefix) {
    return objects.values().stream()
        .flatMap(List::stream)
        .filter(version -> version.key().startsWith(prefix))
        .toList();
  }

  Listing list(ListObjects request) {
    String after = request.continuationToken().map(Bucket::decoded).orElse(request.startAfter());
    Page page = new Page(request.maxKeys());
    for (ObjectKey key : objects.tailMap(ObjectKey.of(after), false).keySet()) {
      Optional<StoredObject> object =
          key.text().startsWith(request.prefix()) ? current(key.text()) : Optional.empty();
      if (object.isPresent() && !page.take(object.get())) {
        break;
      }
    }
    return page.listing(Bucket::encoded);
  }

  private List<StoredObject> versions(String key) {
    return objects.getOrDefault(ObjectKey.of(key), new ArrayList<>());
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new S3Failure(
          S3Failure.Code.INVALID_ARGUMENT, "The continuation token provided is incorrect");
    }
  }
}
