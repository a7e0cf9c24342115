package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.principal.directory.Directory;

/** What is known of principals now. */
public sealed interface Snapshot {
  /** Nobody said where a directory is. */
  record None() implements Snapshot {}

  /** There is to be one, and there never was one that could be read. */
  record Unavailable() implements Snapshot {}

  /** The newest one that could be read. */
  record Loaded(Directory directory) implements Snapshot {}

  /** Its version, for who wants to know later by which one somebody was found. */
  default String version() {
    return switch (this) {
      case None() -> "none";
      case Unavailable() -> "unavailable";
      case Loaded(Directory directory) -> directory.version();
    };
  }
}
