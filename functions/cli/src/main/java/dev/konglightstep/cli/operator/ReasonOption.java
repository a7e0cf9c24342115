package dev.konglightstep.cli.operator;

import dev.konglightstep.proxy.spill.Quarantined.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why something is in quarantine, as an operator names it. */
final class ReasonOption {
  private ReasonOption() {}

  /**
   * The reason of that name; empty if none was given.
   *
   * @throws BadInputException if there is no such reason
   */
  static Optional<Reason> read(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<Reason> reason =
        Arrays.stream(Reason.values()).filter(known -> known.text().equals(text)).findFirst();
    if (reason.isEmpty()) {
      List<String> known = Arrays.stream(Reason.values()).map(Reason::text).toList();
      throw new BadInputException("--reason: expected one of " + String.join(", ", known));
    }
    return reason;
  }
}
