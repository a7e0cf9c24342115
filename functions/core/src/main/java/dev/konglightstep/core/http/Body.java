package dev.konglightstep.core.http;

import dev.konglightstep.core.Bytes;

/**
 * A body as it arrived. An event writes it as text; it is decoded once, and only when the caller
 * has shown a key.
 */
public interface Body {
  /**
   * The bytes that the client sent.
   *
   * @throws UnreadableBodyException if the text that carries the bytes cannot be read
   */
  Bytes decode() throws UnreadableBodyException;

  /** The size as it arrived, in bytes; the decoded size is at most this. */
  int size();
}
