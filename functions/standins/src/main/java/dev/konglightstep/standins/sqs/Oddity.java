package dev.konglightstep.standins.sqs;

/** What a standard queue may do at any time and mostly does not (Developer Guide, "Standard"). */
public enum Oddity {
  /** Each message comes once more, hidden or deleted as it may be by then. */
  TWICE,
  /** Messages come in any order, not in the order of their sending. */
  ANY_ORDER,
  /** A receive gives fewer messages than there are, or none. */
  FEWER
}
