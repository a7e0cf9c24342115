package dev.konglightstep.proxy.soak;

/** What may become of a call on its way to a service and back. */
enum Trouble {
  NONE,
  /** The connection is refused at once. */
  REFUSED,
  /** Nothing arrives, and no answer comes until the caller's patience ends. */
  SWALLOWED,
  /** The service says that it cannot. */
  ERROR,
  /** It takes effect, and the connection is cut in the middle of the answer. */
  CUT,
  /** It takes effect, and no answer comes. */
  UNANSWERED,
  /** It takes effect only after the caller has given up. */
  LATE,
  /** It takes about as long as the caller's patience. */
  SLOW
}
