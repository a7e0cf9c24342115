package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What happened to the names of an account, beside what the map made of it. */
final class NameHistory {
  static final List<String> NAMES = List.of("x", "X", "y", "z");

  private final Hands clock = new Hands(Instant.parse("2026-11-24T08:00:00Z"));
  private final IamModel iam = new IamModel(AwsOnLoopback.OWN, clock);
  private final InMemory.OneAccount account = new InMemory.OneAccount(iam);
  private final InMemory.Versions versions = new InMemory.Versions();
  private final PrincipalMap map = map();

  /** Who held each name, folded, from which second on: the truth. */
  private final Map<String, NavigableMap<Long, Optional<String>>> truth = new TreeMap<>();

  private final List<Long> reads = new ArrayList<>();
  private final List<Long> moments = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  NameHistory() {
    NAMES.forEach(name -> hold(name, Optional.empty()));
  }

  /** Does it, if it can be done. */
  void take(Step step) {
    clock.move(Duration.ofSeconds(step.seconds));
    moments.add(clock.second());
    Optional<String> holder = holder(step.name, clock.second());
    switch (step.kind) {
      case READ -> read();
      case FAILED_READ -> {
        account.reachable = false;
        run();
        account.reachable = true;
      }
      case CREATE -> {
        if (holder.isEmpty()) {
          hold(step.name, Optional.of(iam.createUser(step.name)));
        }
      }
      case DELETE -> holder.ifPresent(id -> delete(step.name, id));
      case RENAME -> holder.ifPresent(id -> rename(step.name, step.other, id));
    }
  }

  private void delete(String name, String id) {
    iam.delete(id);
    hold(name, Optional.empty());
  }

  /**
   * Who was made and renamed between two readings cannot be told from who was made so: IAM tells
   * when somebody was made, and not when they were renamed. So that is not tried.
   */
  private void rename(String from, String to, String id) {
    if (seen.contains(id) && holder(to, clock.second()).isEmpty()) {
      iam.renameUser(id, to);
      hold(from, Optional.empty());
      hold(to, Optional.of(id));
    }
  }

  private void read() {
    run();
    reads.add(clock.second());
    iam.principals().forEach(user -> seen.add(user.id()));
  }

  private void run() {
    map.handle(new MapEvent.Scheduled(), clock.instant().plus(Duration.ofMinutes(1)));
  }

  /**
   * Times at which the directory names somebody while somebody else had the name, whom a reading
   * before or after that saw with it. Who came and went between two readings nobody can know.
   */
  List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    forEachKnown(
        (name, second, told, held) -> {
          boolean wrong = told.isPresent() && held.isPresent() && !told.equals(held);
          if (wrong && wasSeen(name, second, held)) {
            mistakes.add(name + " at " + second + ": told " + told + ", was " + held);
          }
        });
    return mistakes;
  }

  /** Times between two readings that both saw somebody who had the name throughout, unnamed. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    forEachKnown(
        (name, second, told, held) -> {
          if (held.isPresent() && told.isEmpty() && hadItThroughout(name, second)) {
            missing.add(name + " at " + second + ": was " + held);
          }
        });
    return missing;
  }

  private void forEachKnown(Check check) {
    if (reads.isEmpty()) {
      return;
    }
    Directory directory = Runs.unpack(versions.newest(Instant.MAX).orElseThrow().content().copy());
    for (String name : NAMES) {
      for (long moment : moments) {
        for (long second = moment - 1; second <= moment + 1; second++) {
          if (second < reads.getLast()) {
            Optional<String> told =
                Runs.find(directory, key(name), second).flatMap(entry -> entry.field("id"));
            check.at(name, second, told, holder(name, second));
          }
        }
      }
    }
  }

  private boolean wasSeen(String name, long second, Optional<String> held) {
    return before(second).map(read -> holder(name, read).equals(held)).orElse(false)
        || after(second).map(read -> holder(name, read).equals(held)).orElse(false);
  }

  private boolean hadItThroughout(String name, long second) {
    Optional<Long> from = before(second);
    Optional<Long> to = after(second);
    return from.isPresent()
        && to.isPresent()
        && held(name).subMap(from.get(), false, to.get(), true).isEmpty();
  }

  private Optional<Long> before(long second) {
    return reads.stream().filter(read -> read <= second).reduce((one, next) -> next);
  }

  private Optional<Long> after(long second) {
    return reads.stream().filter(read -> read > second).findFirst();
  }

  private void hold(String name, Optional<String> holder) {
    held(name).put(clock.second(), holder);
  }

  private Optional<String> holder(String name, long second) {
    var entry = held(name).floorEntry(second);
    return entry == null ? Optional.empty() : entry.getValue();
  }

  private NavigableMap<Long, Optional<String>> held(String name) {
    return truth.computeIfAbsent(LookupKey.folded(name), folded -> new TreeMap<>());
  }

  private static LookupKey key(String name) {
    return new IamUser(Partition.AWS, AwsOnLoopback.OWN, "/", name).key(Partition.AWS);
  }

  private PrincipalMap map() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new PrincipalMap(
        new Survey(
            account,
            List.of(),
            Optional.of(new Survey.Store(MapWorld.STORE, new InMemory.EmptyStore()))),
        versions,
        Duration.ofHours(6),
        new Teller(
            new Log(Level.ERROR, nowhere, clock),
            new Metrics(SelfTelemetry.OFF, "PrincipalMap", nowhere, clock)),
        clock);
  }

  /** What can happen. */
  enum Kind {
    READ,
    FAILED_READ,
    CREATE,
    DELETE,
    RENAME
  }

  /**
   * Something that happens.
   *
   * @param other the new name, where one is needed
   * @param seconds after what happened before
   */
  record Step(Kind kind, String name, String other, int seconds) {}

  private interface Check {
    void at(String name, long second, Optional<String> told, Optional<String> held);
  }
}
