package dev.konglightstep.proxy.document;

import dev.konglightstep.core.Bytes;

/** What is there of a document now. */
public sealed interface Newest {
  /**
   * One that was not seen before.
   *
   * @param tag changes whenever the document does
   */
  record Document(String tag, Bytes body) implements Newest {}

  /** One that was not seen before, and is longer than its reader takes; it was not read. */
  record TooLong(String tag) implements Newest {}

  /** The one that was seen. */
  record Unchanged() implements Newest {}

  /** None: there never was one, or somebody deleted it. */
  record Absent() implements Newest {}
}
