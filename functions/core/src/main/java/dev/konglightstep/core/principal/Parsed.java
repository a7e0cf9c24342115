package dev.konglightstep.core.principal;

/**
 * What reading a text gave.
 *
 * @param <T> what was looked for
 */
public sealed interface Parsed<T> {
  /** The text is one. */
  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * The text is none.
   *
   * @param what was expected, without quoting the text: it may be anything, a secret too
   * @param offset of the character where it was seen, or the text's length, counted from 0
   */
  record Malformed<T>(String what, int offset) implements Parsed<T> {}
}
