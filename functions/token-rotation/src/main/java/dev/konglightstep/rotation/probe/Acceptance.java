package dev.konglightstep.rotation.probe;

/** What one showing of a token came to. */
enum Acceptance {
  ACCEPTED,
  /** 401 or 403: not good, or not yet. */
  REFUSED,
  /** An answer that says nothing about the token, or none. */
  UNCLEAR
}
