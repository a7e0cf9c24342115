package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds whatever is called. */
class SecretsManagerPropertyTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final int CALLS = 60;

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void anyCalls_keepWhatTheLabelsPromise(@ForAll long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < CALLS; i++) {
      Description before = run.model.describeSecret("key");
      boolean refused = run.call();
      Description after = run.model.describeSecret("key");

      run.checkValues();
      checkLabels(after.stages());
      if (refused) {
        assertThat(after).isEqualTo(before);
      }
      checkPrevious(run.firstMove(before, after), after.stages());
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void anyCalls_readLate_showWhatWasThen(@ForAll long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < CALLS; i++) {
      run.call();
      run.remember();
    }
    for (int lag = 0; lag <= 60; lag++) {
      Instant then = run.now.minusSeconds(lag);
      Optional<Map<String, Set<String>>> expected =
          Optional.ofNullable(run.past.floorEntry(then)).map(Map.Entry::getValue);
      assertThat(run.stagesAsOf(lag)).as("lag %d", lag).isEqualTo(expected);
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void anyCalls_onACopy_doNotTouchTheModel(@ForAll long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < CALLS; i++) {
      run.call();
    }
    Description before = run.model.describeSecret("key");
    List<TrailEvent> events = run.model.events();
    SecretsManagerModel copy = run.model.copy(() -> run.now);
    assertThat(copy.describeSecret("key")).isEqualTo(before);

    RandomCalls others = new RandomCalls(new Random(~seed));
    for (int i = 0; i < CALLS; i++) {
      Run.isRefused(copy, others);
    }

    assertThat(run.model.describeSecret("key")).isEqualTo(before);
    assertThat(run.model.events()).isEqualTo(events);
    run.checkValues();
  }

  private static void checkLabels(Map<String, Set<String>> stages) {
    List<String> labels = new ArrayList<>();
    stages.values().forEach(labels::addAll);
    assertThat(labels).doesNotHaveDuplicates().contains("AWSCURRENT").hasSizeLessThanOrEqualTo(20);
    assertThat(stages.values()).noneMatch(Set::isEmpty);
  }

  /** Where AWSCURRENT has just left, AWSPREVIOUS is. */
  private static void checkPrevious(Optional<String> left, Map<String, Set<String>> stages) {
    left.ifPresent(id -> assertThat(stages.getOrDefault(id, Set.of())).contains("AWSPREVIOUS"));
  }

  private static final class Run {
    private final Random random;
    private final RandomCalls calls;
    private final SecretsManagerModel model = new SecretsManagerModel(() -> now());
    private final Map<String, String> values = new HashMap<>();
    private final TreeMap<Instant, Map<String, Set<String>>> past = new TreeMap<>();
    private Instant now = START;

    Run(long seed) {
      random = new Random(seed);
      calls = new RandomCalls(random);
      model.createSecret("key", "v1", Optional.of("a"));
      remember();
    }

    boolean call() {
      now = now.plusSeconds(random.nextInt(4));
      return isRefused(model, calls);
    }

    static boolean isRefused(SecretsManagerModel model, RandomCalls calls) {
      try {
        calls.one(model);
        return false;
      } catch (SecretsManagerFailure e) {
        return true;
      }
    }

    void remember() {
      past.put(now, model.describeSecret("key").stages());
    }

    /** A value that was seen once never changes, and goes only with a test's own version. */
    void checkValues() {
      for (Version version : model.listSecretVersionIds("key", true)) {
        String value = version.value().orElseThrow();
        assertThat(values.computeIfAbsent(version.id(), id -> value)).isEqualTo(value);
      }
      values.keySet().stream()
          .filter(RandomCalls::isOfAPerson)
          .forEach(id -> assertThat(model.version("key", id)).isPresent());
    }

    /** The version that AWSCURRENT left, if it moved. */
    Optional<String> firstMove(Description before, Description after) {
      String left = current(before);
      return left.equals(current(after)) ? Optional.empty() : Optional.of(left);
    }

    Optional<Map<String, Set<String>>> stagesAsOf(int lag) {
      try {
        return Optional.of(model.asOf(Duration.ofSeconds(lag)).describeSecret("key").stages());
      } catch (SecretsManagerFailure e) {
        return Optional.empty();
      }
    }

    private static String current(Description description) {
      return description.stages().entrySet().stream()
          .filter(version -> version.getValue().contains("AWSCURRENT"))
          .map(Map.Entry::getKey)
          .findAny()
          .orElseThrow();
    }

    private Instant now() {
      return now;
    }
  }
}
