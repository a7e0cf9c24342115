package dev.konglightstep.core.policy.redaction;

/** What is left of the query in attributes that hold a URL. */
public enum UrlQuery {
  /** Nothing. */
  REMOVE,
  /** The names of its parameters. */
  NAMES,
  /** All, but for what a detector finds. */
  KEEP
}
