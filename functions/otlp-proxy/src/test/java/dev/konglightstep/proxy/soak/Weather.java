package dev.konglightstep.proxy.soak;

import dev.konglightstep.standins.sqs.Oddity;
import dev.konglightstep.standins.sqs.SqsModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * All the trouble that comes from outside: of each service, of the backend's own, of all at once.
 */
final class Weather {
  private static final Duration BETWEEN_BLACKOUTS = Duration.ofMinutes(5);
  private static final Duration LONGEST_BLACKOUT = Duration.ofMinutes(4);
  private static final Duration BETWEEN_ODDITIES = Duration.ofMinutes(4);

  /**
   * Kinds that hold for a whole spell; what is refused for good comes seldom, or little is left.
   */
  private static final List<Mood> MOODS =
      List.of(
          Mood.BAD_REQUEST,
          Mood.UNAUTHORIZED,
          Mood.FORBIDDEN,
          Mood.TOO_LARGE,
          Mood.TOO_MANY,
          Mood.TOO_MANY,
          Mood.BROKEN,
          Mood.BROKEN,
          Mood.BAD_GATEWAY,
          Mood.BAD_GATEWAY_AFTER,
          Mood.UNAVAILABLE,
          Mood.UNAVAILABLE,
          Mood.GATEWAY_TIMEOUT_AFTER,
          Mood.MOVED,
          Mood.PARTIAL,
          Mood.UNREADABLE);

  private static final List<Service> ALL = List.of(Service.BACKEND, Service.QUEUE, Service.BUCKET);
  private static final List<Trouble> BLACK =
      List.of(Trouble.REFUSED, Trouble.SWALLOWED, Trouble.UNANSWERED);

  private final Timeline timeline;
  private final Chance chance;
  private final Tally tally;
  private final SqsModel sqs;
  private final Map<Service, Spells<Trouble>> troubles = new EnumMap<>(Service.class);
  private final Spells<Mood> moods;
  private boolean over;

  Weather(Timeline timeline, Chance chance, Tally tally, SqsModel sqs) {
    this.timeline = timeline;
    this.chance = chance;
    this.tally = tally;
    this.sqs = sqs;
    for (Service service : Service.values()) {
      troubles.put(service, troubles(service));
    }
    this.moods =
        new Spells<>("backend", Mood.WELL, MOODS, Duration.ofSeconds(60), timeline, chance, tally);
    blackouts();
    oddities();
  }

  Trouble strike(Service service) {
    return spells(service).strike();
  }

  Mood mood() {
    return moods.strike();
  }

  /** Calm from now on, everywhere. */
  void end() {
    over = true;
    troubles.values().forEach(Spells::end);
    moods.end();
    sqs.oddities();
  }

  private Spells<Trouble> spells(Service service) {
    return Objects.requireNonNull(troubles.get(service));
  }

  private Spells<Trouble> troubles(Service service) {
    Duration meanCalm = Duration.ofSeconds(service == Service.BACKEND ? 90 : 240);
    List<Trouble> kinds =
        Arrays.stream(Trouble.values()).filter(kind -> kind != Trouble.NONE).toList();
    return new Spells<>(
        service.name().toLowerCase(Locale.ROOT),
        Trouble.NONE,
        kinds,
        meanCalm,
        timeline,
        chance,
        tally);
  }

  /** The backend and the queue at once, and perhaps the bucket: random spells seldom do that. */
  private void blackouts() {
    timeline.in(
        chance.until(BETWEEN_BLACKOUTS),
        () -> {
          if (!over) {
            tally.count("blackouts");
            Duration time = chance.between(Duration.ofSeconds(10), LONGEST_BLACKOUT);
            for (Service down : chance.of(0.5) ? ALL : ALL.subList(0, 2)) {
              Trouble kind = chance.oneOf(BLACK);
              spells(down).strikeAll(kind, time);
            }
          }
          blackouts();
        });
  }

  /** The queue gives messages twice, or in any order, or fewer than there are. */
  private void oddities() {
    timeline.in(
        chance.until(BETWEEN_ODDITIES),
        () -> {
          if (!over) {
            Oddity[] some =
                Arrays.stream(Oddity.values())
                    .filter(oddity -> chance.of(0.4))
                    .toArray(Oddity[]::new);
            tally.note("oddities" + some.length);
            sqs.oddities(some);
          }
          oddities();
        });
  }
}
