package dev.konglightstep.principalmap.aws;

import dev.konglightstep.principalmap.UnreadableException;
import org.jspecify.annotations.Nullable;

/** What answers must have. */
final class Answers {
  private Answers() {}

  /**
   * A field that AWS always gives.
   *
   * @throws UnreadableException if it is missing
   */
  static <T> T required(@Nullable T value, String call, String field) {
    if (value == null) {
      throw UnreadableException.lasting(call + ": an answer without " + field);
    }
    return value;
  }
}
