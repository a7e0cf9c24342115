package dev.konglightstep.rotation.explore;

import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.Step;
import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.standins.secretsmanager.Rotation;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Checks the invariants of the rotation after every call that changed something (DESIGN, 6). */
final class Watcher {
  /** A write lands within 7 s of the labels that it is based on; labels may be read 20 s late. */
  private static final Duration WRITE = Duration.ofSeconds(7);

  private final Surroundings world;
  private final Duration lag;
  private final Map<String, String> ourWrites = new HashMap<>();
  private final Deque<Permits> permits = new ArrayDeque<>();
  private final Set<String> promoted = new HashSet<>();
  private final Set<String> everCurrent = new HashSet<>();
  private final Set<String> givenUp = new HashSet<>();
  private final Map<String, Step> steps = new TreeMap<>();
  private final List<AuditEvent> told = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Set<Long> states;
  private final boolean faulty;

  /**
   * Nothing has happened yet.
   *
   * @param lag of the label reads in this world
   * @param faulty whether calls may fail, so that not everything can be set right at once
   * @param states gets a number for each state that was seen
   */
  Watcher(Surroundings world, Duration lag, boolean faulty, Set<Long> states) {
    this.world = world;
    this.lag = lag;
    this.faulty = faulty;
    this.states = states;
  }

  /** Looks at the world before anything happens. */
  void begin() {
    for (String secret : List.of(Secrets.TOKEN, Secrets.KEY)) {
      world.secrets().labels(secret).keySet().forEach(id -> everCurrent.add(name(secret, id)));
    }
    note();
  }

  void does(Actor actor, Step step) {
    steps.put(actor.toString(), step);
  }

  /**
   * A step of a rotation has returned to the service. (A put in the very moment in which a person
   * takes AWSPENDING off puts it back. Nothing tells that from a rotation that lives, and it is
   * one: whoever resets a rotation looks again.)
   */
  void ended(Actor actor, Rotation rotation) {
    String secret = Surroundings.secretOfActor(actor);
    Optional<String> pending = world.secrets().holder(secret, SecretsManagerModel.PENDING);
    boolean revived =
        givenUp.contains(rotation.versionId())
            && pending.equals(Optional.of(rotation.versionId()))
            && !world.isAlive(secret, rotation.versionId())
            && !world
                .secrets()
                .holder(secret, SecretsManagerModel.CURRENT)
                .equals(Optional.of(rotation.versionId()));
    require(
        actor.isDead() || faulty || lag.isPositive() || !revived,
        "a late put revived an abandoned rotation");
  }

  void tells(AuditEvent event) {
    told.add(event);
    if (event.type() == AuditEvent.Type.RotationRolledBack) {
      String token = token(Secrets.TOKEN, event.version());
      require(!world.satellites().someAccepts(token), "rolled back an accepted token");
    }
    require(
        event.type() != AuditEvent.Type.TokenReadyToDeactivate, "3 announced a token too early");
  }

  /** A call of ours. */
  <T> T ours(Actor actor, boolean writes, Supplier<T> effect) {
    if (!writes) {
      return effect.get();
    }
    Snapshot before = Snapshot.of(world);
    T answer = effect.get();
    Snapshot after = Snapshot.of(world);
    String who = actor + " in " + steps.get(actor.toString());
    require(steps.get(actor.toString()) != Step.TEST_SECRET, "7 a write in testSecret");
    after.changedPlaces(before).forEach(place -> wrote(who, place, after.held(place)));
    for (String secret : List.of(Secrets.TOKEN, Secrets.KEY)) {
      moved(actor, secret, before, after);
    }
    heldStaysGood(before, after, who);
    note();
    return answer;
  }

  /** Something that somebody else does. */
  void others(Runnable deed) {
    Snapshot before = Snapshot.of(world);
    deed.run();
    Snapshot after = Snapshot.of(world);
    after.changedPlaces(before).forEach(ourWrites::remove);
    for (String secret : List.of(Secrets.TOKEN, Secrets.KEY)) {
      before
          .holder(secret, SecretsManagerModel.PENDING)
          .filter(id -> !after.holder(secret, SecretsManagerModel.PENDING).equals(Optional.of(id)))
          .ifPresent(givenUp::add);
    }
    world
        .secrets()
        .holder(Secrets.TOKEN, SecretsManagerModel.CURRENT)
        .ifPresent(id -> everCurrent.add(name(Secrets.TOKEN, id)));
    heldStaysGood(before, after, "somebody");
    note();
  }

  List<String> violations() {
    return violations;
  }

  Set<String> promoted() {
    return promoted;
  }

  /** How many events there were. */
  int told() {
    return told.size();
  }

  boolean wasTold(String versionId) {
    return told.stream()
        .anyMatch(
            event ->
                event.type() == AuditEvent.Type.TokenRotated && event.version().equals(versionId));
  }

  void require(boolean holds, String invariant) {
    if (!holds) {
      violations.add(invariant);
    }
  }

  private void wrote(String who, String place, String value) {
    String secret = Surroundings.secretOf(place);
    ourWrites.put(place, value);
    require(world.accepts(secret, value), "1 " + who + " wrote a refused value to " + place);
    if (who.startsWith(Surroundings.actorOf(secret))) {
      Instant since = world.clock().instant().minus(WRITE).minus(lag).minus(Duration.ofSeconds(1));
      boolean permitted =
          permits.stream()
              .filter(permit -> permit.until.isAfter(since))
              .anyMatch(permit -> permit.values.contains(value));
      require(permitted, who + " wrote to " + place + " without permission");
    }
  }

  private void moved(Actor actor, String secret, Snapshot before, Snapshot after) {
    Optional<String> from = before.holder(secret, SecretsManagerModel.CURRENT);
    Optional<String> to = after.holder(secret, SecretsManagerModel.CURRENT);
    if (to.isEmpty() || to.equals(from)) {
      return;
    }
    Optional<TokenSecret> value = world.secrets().value(secret, to.get());
    require(
        steps.get(actor.toString()) == Step.FINISH_SECRET,
        "promoted in " + steps.get(actor.toString()));
    require(
        value.filter(v -> world.accepts(secret, v.token().reveal())).isPresent(),
        "2 promoted a refused value");
    require(
        value.flatMap(TokenSecret::derivedFrom).equals(from),
        "8 promoted over " + from + ", which somebody else made current");
    require(
        secret.equals(Secrets.KEY) || everCurrent.add(name(secret, to.get())),
        "6 a token was used twice: "
            + name(secret, to.get())
            + " of "
            + everCurrent
            + " "
            + before.labels().get(secret));
    promoted.add(to.get());
  }

  /** What we wrote and is held still must be good, whatever anybody did to the labels. */
  private void heldStaysGood(Snapshot before, Snapshot after, String who) {
    ourWrites.forEach(
        (place, value) -> {
          if (value.equals(after.held().get(place)) && value.equals(before.held().get(place))) {
            String secret = Surroundings.secretOf(place);
            require(
                !secret.equals(Secrets.KEY) || world.accepts(secret, value),
                "1 what " + place + " holds is refused, after " + who);
          }
        });
    distinctNames();
  }

  /** An AWSPENDING whose lineage is dead counts as absent. */
  private void distinctNames() {
    List<String> names = new ArrayList<>();
    for (String versionId : inUse()) {
      world.secrets().value(Secrets.TOKEN, versionId).ifPresent(value -> names.add(value.name()));
    }
    require(new HashSet<>(names).size() == names.size(), "6 one token in two versions: " + names);
  }

  private Set<String> inUse() {
    Set<String> versions = new HashSet<>();
    Secrets secrets = world.secrets();
    secrets.holder(Secrets.TOKEN, SecretsManagerModel.CURRENT).ifPresent(versions::add);
    secrets.holder(Secrets.TOKEN, SecretsManagerModel.PREVIOUS).ifPresent(versions::add);
    secrets
        .holder(Secrets.TOKEN, SecretsManagerModel.PENDING)
        .filter(id -> world.isAlive(Secrets.TOKEN, id))
        .ifPresent(versions::add);
    return versions;
  }

  /** Which values may be written now. */
  private void note() {
    Instant now = world.clock().instant();
    if (!permits.isEmpty()) {
      permits.getLast().until = now;
    }
    Set<String> values = new HashSet<>();
    for (String secret : List.of(Secrets.TOKEN, Secrets.KEY)) {
      world
          .secrets()
          .holder(secret, SecretsManagerModel.CURRENT)
          .ifPresent(id -> values.add(token(secret, id)));
      world
          .secrets()
          .holder(secret, SecretsManagerModel.PENDING)
          .filter(id -> world.isAlive(secret, id))
          .ifPresent(id -> values.add(token(secret, id)));
    }
    permits.add(new Permits(values));
    states.add(Snapshot.of(world).number(steps, told.size()));
  }

  private String token(String secret, String versionId) {
    return world.secrets().value(secret, versionId).map(v -> v.token().reveal()).orElse("");
  }

  private String name(String secret, String versionId) {
    return world.secrets().value(secret, versionId).map(TokenSecret::name).orElse("");
  }

  /** Values that may be written, until something changes. */
  private static final class Permits {
    private final Set<String> values;
    private Instant until = Instant.MAX;

    Permits(Set<String> values) {
      this.values = values;
    }
  }
}
