package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.TokenPool.Listed;
import dev.konglightstep.rotation.TokenPool.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pool as a person reads it. */
final class PoolLines {
  /** Below it a PoolLow event is told. */
  private static final int LOW = 2;

  private PoolLines() {}

  static List<String> of(List<Listed> tokens) {
    return tokens.stream()
        .map(
            token ->
                "%-9s  %-20s  %s"
                    .formatted(
                        token.state().name().toLowerCase(Locale.ROOT),
                        token.addedAt().map(Instant::toString).orElse("-"),
                        token.name()))
        .toList();
  }

  static List<String> summary(List<Listed> tokens) {
    List<String> available =
        tokens.stream()
            .filter(token -> token.state() == State.AVAILABLE)
            .map(Listed::name)
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "pool: %d tokens, %d available%s"
            .formatted(
                tokens.size(),
                available.size(),
                available.isEmpty() ? "" : ": " + String.join(", ", available)));
    if (available.size() < LOW) {
      lines.add("  low: make access tokens in the backend and add each with \"pool add\"");
    }
    return lines;
  }
}
