package dev.konglightstep.standins.runtime;

import dev.konglightstep.core.Bytes;

/** What a runtime said about an event, or about its start. */
public sealed interface Outcome {
  /** The function returned. */
  record Answered(Bytes answer) implements Outcome {}

  /**
   * The function failed.
   *
   * @param type such as {@code Runtime.BadFunctionCode}
   * @param report JSON with {@code errorMessage}, {@code errorType} and {@code stackTrace}
   */
  record Failed(String type, Bytes report) implements Outcome {}
}
