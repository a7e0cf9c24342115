package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cares for the labels {@code live-<version id>} of generated keys: whoever holds a key keeps it
 * good, and a key that nobody holds any more gives its label back, for a secret has room for
 * twenty.
 */
public final class LiveLabels {
  /** Secrets Manager allows 20 labels over all versions (AWS Secrets Manager quotas). */
  private static final int MOST = 12;

  /** Labels may be read 20 s late, and a write lands within 7 s of the labels it is based on. */
  private static final Duration UNTIL_LANDED = Duration.ofSeconds(30);

  /**
   * Gives the label to versions whose key a target holds, and takes it from those that nobody holds
   * and that are neither current nor pending. A target that cannot be read keeps every label.
   */
  void care(Session session) {
    if (session.rotating().labels("").isEmpty()) {
      return;
    }
    Look look = session.look();
    List<SecretVersion> generated = session.labelledValues(look);
    Optional<Set<String>> held = held(session, generated);
    held.orElse(Set.of()).forEach(id -> session.ensure(label(id), id, look));
    List<String> unheld = removable(look, generated, held);
    if (unheld.isEmpty()) {
      return;
    }
    session.sleep(Duration.between(session.now(), look.askedAt().plus(UNTIL_LANDED)));
    Optional<Set<String>> heldNow = held(session, generated);
    Look now = session.look();
    removable(now, generated, heldNow).stream()
        .filter(unheld::contains)
        .forEach(id -> session.move(label(id), Optional.of(id), Optional.empty()));
  }

  /**
   * Room for one more label.
   *
   * @throws RotationException naming the targets that hold the others back
   */
  void requireRoom(Session session, Look look, List<SecretVersion> labelled) {
    List<SecretVersion> live =
        labelled.stream().filter(version -> isLive(look, version.id())).toList();
    if (live.size() < MOST) {
      return;
    }
    Set<String> holders = new TreeSet<>();
    for (Target target : session.rotating().targets()) {
      try {
        Set<String> held = held(target, live);
        if (!held.isEmpty()) {
          holders.add(target.name());
        }
      } catch (TargetException e) {
        holders.add(target.name() + " (cannot be read)");
      }
    }
    throw RotationException.failed(
        live.size()
            + " keys may still be in use, and a secret has no room for the labels of more;"
            + " bring these targets to the current key: "
            + holders);
  }

  /** The versions whose key some target holds; empty if a target cannot be read. */
  private static Optional<Set<String>> held(Session session, List<SecretVersion> versions) {
    Set<String> held = new TreeSet<>();
    for (Target target : session.rotating().targets()) {
      try {
        held.addAll(held(target, versions));
      } catch (TargetException e) {
        return Optional.empty();
      }
    }
    return Optional.of(held);
  }

  private static Set<String> held(Target target, List<SecretVersion> versions)
      throws TargetException {
    Set<String> ids = new TreeSet<>();
    for (Held held : target.read().held()) {
      versions.stream()
          .filter(version -> held.holds(version.value().token()))
          .forEach(version -> ids.add(version.id()));
    }
    return ids;
  }

  private static List<String> removable(
      Look look, List<SecretVersion> versions, Optional<Set<String>> held) {
    List<String> removable = new ArrayList<>();
    if (held.isPresent()) {
      for (SecretVersion version : versions) {
        Set<String> labels = look.labels().of(version.id());
        boolean inForce =
            labels.contains(SecretVersions.CURRENT) || labels.contains(SecretVersions.PENDING);
        if (isLive(look, version.id()) && !inForce && !held.get().contains(version.id())) {
          removable.add(version.id());
        }
      }
    }
    return removable;
  }

  private static boolean isLive(Look look, String versionId) {
    return look.labels().of(versionId).contains(label(versionId));
  }

  private static String label(String versionId) {
    return SecretVersions.LIVE_PREFIX + versionId;
  }
}
