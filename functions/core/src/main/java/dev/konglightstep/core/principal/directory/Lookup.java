package dev.konglightstep.core.principal.directory;

/** What a directory knows of a key at a time. */
public sealed interface Lookup {
  /** Nobody held it then. */
  record Absent() implements Lookup {}

  /** Several did, or it cannot be told who of them. */
  record Ambiguous() implements Lookup {}

  /** One did. */
  record Found(Entry entry) implements Lookup {}
}
