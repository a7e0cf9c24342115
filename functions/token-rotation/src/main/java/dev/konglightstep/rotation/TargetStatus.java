package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a target holds, told by the versions of its secret.
 *
 * @param foreign plugins that send to somebody else and are never touched
 * @param unreadable why nothing could be read; empty if it could
 */
public record TargetStatus(
    String name, List<Plugin> plugins, List<String> foreign, Optional<String> unreadable) {
  public TargetStatus {
    plugins = List.copyOf(plugins);
    foreign = List.copyOf(foreign);
  }

  /** All targets of a secret, read now. */
  static List<TargetStatus> of(Session session, Look look) {
    List<SecretVersion> labelled = session.labelledValues(look);
    return session.rotating().targets().stream().map(target -> of(target, look, labelled)).toList();
  }

  private static TargetStatus of(Target target, Look look, List<SecretVersion> labelled) {
    List<Plugin> plugins = new ArrayList<>();
    try {
      Target.Reading reading = target.read();
      reading
          .held()
          .forEach(held -> plugins.add(new Plugin(held.plugin(), holds(held, look, labelled))));
      return new TargetStatus(target.name(), plugins, reading.foreign(), Optional.empty());
    } catch (TargetException e) {
      return new TargetStatus(
          target.name(), List.of(), List.of(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static Holds holds(Held held, Look look, List<SecretVersion> labelled) {
    return switch (held.content()) {
      case Held.Content.Plain(Token token) -> holds(token, look, labelled);
      case Held.Content.Unusable unusable -> new Holds.Unusable();
      case Held.Content.Absent absent -> new Holds.Absent();
      case Held.Content.Reference(Duration ttl) -> new Holds.Reference(ttl);
      case Held.Content.Wrong(String what) -> new Holds.Wrong(what);
    };
  }

  /**
   * Two versions may have one value, as while a rotation is only tested; AWS's labels come first.
   */
  private static Holds holds(Token token, Look look, List<SecretVersion> labelled) {
    List<String> ids =
        labelled.stream()
            .filter(version -> version.value().token().equals(token))
            .map(SecretVersion::id)
            .toList();
    for (String label :
        List.of(SecretVersions.CURRENT, SecretVersions.PENDING, SecretVersions.PREVIOUS)) {
      for (String id : ids) {
        if (look.labels().of(id).contains(label)) {
          return new Holds.Version(id, Set.of(label));
        }
      }
    }
    return ids.isEmpty()
        ? new Holds.Another()
        : new Holds.Version(ids.getFirst(), look.labels().of(ids.getFirst()));
  }

  /** One plugin, as a person finds it in the target. */
  public record Plugin(String plugin, Holds holds) {}

  /** What a plugin's header holds. */
  public sealed interface Holds {
    /**
     * The value of a version.
     *
     * @param labels by which the version is known; AWS's own alone if it has one
     */
    record Version(String id, Set<String> labels) implements Holds {}

    /** A value of no labelled version. */
    record Another() implements Holds {}

    /** A value that can be nobody's, such as an empty one. */
    record Unusable() implements Holds {}

    /** No such header; it would be added. */
    record Absent() implements Holds {}

    /** A reference that Kong resolves by itself. */
    record Reference(Duration ttl) implements Holds {}

    /** Something that a person must mend. */
    record Wrong(String what) implements Holds {}
  }
}
