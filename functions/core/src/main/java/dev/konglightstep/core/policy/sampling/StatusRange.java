package dev.konglightstep.core.policy.sampling;

import java.util.Optional;

/**
 * HTTP status codes: one, as {@code 404}, or a class of them, as {@code 5xx}.
 *
 * @param first the lowest one, inclusive
 * @param last the highest one, inclusive
 */
public record StatusRange(int first, int last) {
  private static final int CLASS = 100;

  /** Reads {@code 404} or {@code 5xx}; empty if it is neither. */
  public static Optional<StatusRange> parse(String text) {
    if (text.matches("[1-5]xx")) {
      int first = (text.charAt(0) - '0') * CLASS;
      return Optional.of(new StatusRange(first, first + CLASS - 1));
    }
    if (text.matches("[1-5][0-9][0-9]")) {
      int code = Integer.parseInt(text);
      return Optional.of(new StatusRange(code, code));
    }
    return Optional.empty();
  }

  public boolean contains(long status) {
    return first <= status && status <= last;
  }

  /** Whether every code of the other one is in this one. */
  public boolean covers(StatusRange other) {
    return first <= other.first && other.last <= last;
  }

  /** As people write it. */
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first / CLASS + "xx";
  }
}
