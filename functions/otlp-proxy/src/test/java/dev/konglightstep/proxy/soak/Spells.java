package dev.konglightstep.proxy.soak;

import java.time.Duration;
import java.util.List;

/**
 * Calm and spells of trouble by turns, of one kind or of all kinds in a jumble; also in calm
 * something happens to a call in two hundred.
 */
final class Spells<K extends Enum<K>> {
  private static final double IN_CALM = 1.0 / 200;
  private static final double SCATTERED = 0.3;
  private static final double JUMBLED = 0.3;
  private static final double LONG_ONE = 0.03;
  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration LONG = Duration.ofMinutes(15);

  private final String name;
  private final K calm;
  private final List<K> kinds;
  private final Duration meanCalm;
  private final Timeline timeline;
  private final Chance chance;
  private final Tally tally;
  private K kind;
  private double probability;
  private boolean jumbled;
  private boolean over;

  /**
   * Calm for now.
   *
   * @param kinds of trouble; one that is there twice comes twice as often
   * @param meanCalm how long it lasts on the average
   */
  Spells(
      String name,
      K calm,
      List<K> kinds,
      Duration meanCalm,
      Timeline timeline,
      Chance chance,
      Tally tally) {
    this.name = name;
    this.calm = calm;
    this.kinds = kinds;
    this.meanCalm = meanCalm;
    this.timeline = timeline;
    this.chance = chance;
    this.tally = tally;
    this.kind = calm;
    calm();
  }

  /** What happens to a call that is made now. */
  K strike() {
    K struck = calm;
    if (!over && kind != calm && chance.of(probability)) {
      struck = jumbled ? chance.oneOf(kinds) : kind;
    } else if (!over && chance.of(IN_CALM)) {
      struck = chance.oneOf(kinds);
    }
    if (struck != calm) {
      tally.count(name + "." + struck);
    }
    return struck;
  }

  /** Whoever else wants trouble for a while gets it. */
  void strikeAll(K with, Duration time) {
    begin(with, 1, false);
    timeline.in(time, this::calmDown);
  }

  /** It is calm from now on. */
  void end() {
    over = true;
  }

  private void calm() {
    timeline.in(chance.until(meanCalm), this::spell);
  }

  private void spell() {
    boolean jumble = chance.of(JUMBLED);
    begin(chance.oneOf(kinds), jumble || chance.of(SCATTERED) ? 0.4 : 1, jumble);
    Duration most = chance.of(LONG_ONE) ? LONG : LONGEST;
    timeline.in(
        chance.between(SHORTEST, most),
        () -> {
          calmDown();
          calm();
        });
  }

  private void begin(K what, double howOften, boolean anyKind) {
    kind = what;
    probability = howOften;
    jumbled = anyKind;
  }

  private void calmDown() {
    kind = calm;
  }
}
