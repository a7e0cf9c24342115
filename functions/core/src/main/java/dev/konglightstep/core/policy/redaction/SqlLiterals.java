package dev.konglightstep.core.policy.redaction;

/** What is left of the literals in attributes that hold a database's statement. */
public enum SqlLiterals {
  /** A question mark for each. */
  REMOVE,
  /** All, but for what a detector finds. */
  KEEP
}
