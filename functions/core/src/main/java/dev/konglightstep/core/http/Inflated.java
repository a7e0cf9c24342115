package dev.konglightstep.core.http;

import dev.konglightstep.core.Bytes;

/** What became of a gzip body. */
public sealed interface Inflated {
  record Plain(Bytes bytes) implements Inflated {}

  /** More plain bytes than the caller allows. */
  record TooLarge() implements Inflated {}

  /**
   * Not gzip, or gzip that lies or lacks its end.
   *
   * @param offset into the compressed bytes
   */
  record Broken(String what, int offset) implements Inflated {}
}
