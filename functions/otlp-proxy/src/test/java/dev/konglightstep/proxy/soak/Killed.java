package dev.konglightstep.proxy.soak;

/** The environment is dead: whoever catches this can do nothing any more. */
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed() {
    super("killed", null, false, false);
  }
}
