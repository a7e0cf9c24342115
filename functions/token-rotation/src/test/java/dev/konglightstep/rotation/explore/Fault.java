package dev.konglightstep.rotation.explore;

/** What goes wrong with one call to the outside. */
enum Fault {
  /** The connection breaks before the call takes effect. */
  FAILS_BEFORE(false, false, false),
  /** It takes effect, and its answer is lost. */
  FAILS_AFTER(true, false, false),
  /** No effect, no answer, until the caller's patience ends. */
  TIMES_OUT(false, true, false),
  /** It takes effect, and no answer comes until the caller's patience ends. */
  TIMES_OUT_AFTER(true, true, false),
  /** The process dies before the call. */
  DIES_BEFORE(false, false, true),
  /** The process dies between the effect and the answer. */
  DIES_AFTER(true, false, true);

  final boolean takesEffect;
  final boolean takesTime;
  final boolean kills;

  Fault(boolean takesEffect, boolean takesTime, boolean kills) {
    this.takesEffect = takesEffect;
    this.takesTime = takesTime;
    this.kills = kills;
  }
}
