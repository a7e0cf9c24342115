package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.issuer.PoolStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pool as people see it: what is in it, and one token more. */
public final class TokenPool {
  private static final int TRIES = 5;

  private final Rotating token;
  private final Sessions sessions;
  private final PoolStore store;
  private final InstantSource clock;
  private final Supplier<String> ids;

  TokenPool(
      Rotating token,
      Sessions sessions,
      PoolStore store,
      InstantSource clock,
      Supplier<String> ids) {
    this.token = token;
    this.sessions = sessions;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  /** Every token in the pool's order, with its part in the rotations; names only. */
  public List<Listed> list() {
    Session session = sessions.open(token);
    Look look = session.look();
    List<SecretVersion> labelled = session.labelledValues(look);
    return store
        .read()
        .map(PoolStore.Stored::pool)
        .map(pool -> pool.tokens().stream().map(entry -> listed(entry, look, labelled)).toList())
        .orElse(List.of());
  }

  /**
   * Adds a token, on top of what others add at the same time.
   *
   * @param project of a pool that has no value yet; else it must be the pool's own
   * @throws RotationException if others change the pool all the time
   */
  public Addition add(String name, Token value, Optional<String> project) {
    Session session = sessions.open(token);
    for (int tries = 0; tries < TRIES; tries++) {
      List<SecretVersion> labelled = session.labelledValues(session.look());
      Optional<PoolStore.Stored> stored = store.read();
      PoolSecret before =
          stored
              .map(PoolStore.Stored::pool)
              .orElseGet(() -> new PoolSecret(project.orElse(projectOf(session)), List.of()));
      Optional<String> refusal =
          refusal(before, labelled, name, value)
              .or(
                  () ->
                      project.filter(it -> !it.equals(before.project())).map(otherProject(before)));
      if (refusal.isPresent()) {
        return new Addition.Refused(refusal.get());
      }
      PoolSecret after = with(before, name, value);
      if (store.replace(stored.map(PoolStore.Stored::versionId), ids.get(), after)) {
        return new Addition.Added(
            after.project(),
            after.available(labelled.stream().map(SecretVersion::value).toList()).size());
      }
    }
    throw RotationException.failed(
        "the pool was changed by somebody else " + TRIES + " times meanwhile; try again");
  }

  private static Function<String, String> otherProject(PoolSecret pool) {
    return given ->
        "the pool belongs to project \"" + pool.project() + "\" and not to \"" + given + "\"";
  }

  private PoolSecret with(PoolSecret pool, String name, Token value) {
    List<PoolSecret.Entry> entries = new ArrayList<>(pool.tokens());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    entries.add(new PoolSecret.Entry(name, value, Optional.of(now)));
    return new PoolSecret(pool.project(), entries);
  }

  private static String projectOf(Session session) {
    return session
        .labelled(SecretVersions.CURRENT)
        .map(current -> current.value().project())
        .orElse("");
  }

  /** Each name and each value comes once, in the pool and out of it: a used token is not new. */
  private static Optional<String> refusal(
      PoolSecret pool, List<SecretVersion> labelled, String name, Token value) {
    if (value.matches(name)) {
      return Optional.of("the name is the token itself, which must never be shown");
    }
    for (PoolSecret.Entry entry : pool.tokens()) {
      if (entry.name().equals(name)) {
        return Optional.of("the pool has a token called " + name + " already");
      }
      if (entry.token().equals(value)) {
        return Optional.of("the pool has this token already, called " + entry.name());
      }
    }
    for (SecretVersion version : labelled) {
      if (version.value().name().equals(name) || version.value().history().contains(name)) {
        return Optional.of("a token called " + name + " was used already");
      }
      if (version.value().token().equals(value)) {
        return Optional.of("this token is in use already, by version " + version.id());
      }
    }
    return Optional.empty();
  }

  private static Listed listed(PoolSecret.Entry entry, Look look, List<SecretVersion> labelled) {
    State state = State.AVAILABLE;
    for (SecretVersion version : labelled) {
      State here = state(entry, version, look.labels().of(version.id()));
      state = here.compareTo(state) < 0 ? here : state;
    }
    return new Listed(entry.name(), entry.addedAt(), state);
  }

  private static State state(PoolSecret.Entry entry, SecretVersion version, Set<String> labels) {
    if (version.value().name().equals(entry.name())
        || version.value().token().equals(entry.token())) {
      return labels.contains(SecretVersions.CURRENT)
          ? State.CURRENT
          : labels.contains(SecretVersions.PENDING)
              ? State.PENDING
              : labels.contains(SecretVersions.PREVIOUS) ? State.PREVIOUS : State.HISTORY;
    }
    return version.value().history().contains(entry.name()) ? State.HISTORY : State.AVAILABLE;
  }

  /** One token, without its value. */
  public record Listed(String name, Optional<Instant> addedAt, State state) {}

  /** A token's part in the rotations, the strongest first. */
  public enum State {
    CURRENT,
    PENDING,
    PREVIOUS,
    /** It was used before. */
    HISTORY,
    AVAILABLE
  }

  /** What became of a token that should be added. */
  public sealed interface Addition {
    /**
     * It is there.
     *
     * @param available how many tokens of the pool were never used, this one included
     */
    record Added(String project, int available) implements Addition {}

    /** Nothing was changed. */
    record Refused(String why) implements Addition {}
  }
}
