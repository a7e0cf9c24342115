package dev.konglightstep.proxy.soak;

import java.util.Locale;

/** Why the backend has a span twice. */
enum Cause {
  /** One invocation sent it again, having had no answer. */
  RESENT,
  /** Kong brought it again, having had no answer. */
  KONG_AGAIN,
  /** Kong brought it again, though the spill had it. */
  KONG_AFTER_SPILL,
  /** It went into the spill, though the backend had it. */
  SPILLED_AGAIN,
  /** The drain sent it again: a message came twice, or who sent it did not live to say so. */
  DRAINED_AGAIN;

  static Cause of(Source first, Source next) {
    if (first.equals(next)) {
      return RESENT;
    }
    boolean drained = first.sender() != Sender.PROXY;
    if (next.sender() == Sender.PROXY) {
      return drained ? KONG_AFTER_SPILL : KONG_AGAIN;
    }
    return drained ? DRAINED_AGAIN : SPILLED_AGAIN;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
