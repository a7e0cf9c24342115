package dev.konglightstep.core.principal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text of which one part after the other is checked; the first mistake counts. */
final class Checks {
  private final String text;
  private @Nullable String what;
  private int offset;

  Checks(String text) {
    this.text = text;
  }

  /** Expects a part from one index to another. */
  Checks part(Part part, int from, int to) {
    int mistake = what == null ? part.mistake(text, from, to) : Part.NONE;
    return mistake == Part.NONE ? this : mistake(part.expected(), mistake);
  }

  /** Expects that something holds at an index. */
  Checks that(boolean holds, String expected, int at) {
    return holds || what != null ? this : mistake(expected, at);
  }

  /** What the parts are parts of, made only if all are right. */
  <T> Parsed<T> then(Supplier<? extends T> whole) {
    return what == null ? new Parsed.Valid<>(whole.get()) : new Parsed.Malformed<>(what, offset);
  }

  private Checks mistake(String expected, int at) {
    what = expected;
    offset = at;
    return this;
  }
}
