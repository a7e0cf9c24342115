package dev.konglightstep.rotation.explore;

import java.time.Instant;

/** What can become of tokens in the backend while they rotate. */
enum Trouble {
  NEW_ONE_REFUSED,
  BOTH_REFUSED,
  NEW_ONE_UNCLEAR;

  void begin(World world) {
    Satellites backend = world.around().satellites();
    Instant now = world.around().clock().instant();
    switch (this) {
      case NEW_ONE_REFUSED -> backend.refusesFrom(Surroundings.token(2), now);
      case BOTH_REFUSED -> {
        backend.refusesFrom(Surroundings.token(2), now);
        backend.refusesFrom(Surroundings.token(1), now);
      }
      case NEW_ONE_UNCLEAR -> backend.cannotSay(Surroundings.token(2));
    }
  }

  /** What nobody could say is clear again; what was refused stays so. */
  void end(World world) {
    world.around().satellites().cannotSay("");
  }
}
