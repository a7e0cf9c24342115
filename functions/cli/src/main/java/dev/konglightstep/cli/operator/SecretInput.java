package dev.konglightstep.cli.operator;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a credential is read: never from the command line, which a shell remembers. */
@FunctionalInterface
public interface SecretInput {
  /** All that is given, as it came. */
  String read() throws IOException;

  /** Standard input; at a terminal one line, which is not shown while it is typed. */
  static SecretInput standard() {
    return () -> {
      Optional<Console> terminal =
          Optional.ofNullable(System.console()).filter(Console::isTerminal);
      if (terminal.isPresent()) {
        char[] typed = terminal.get().readPassword("token (it is not shown): ");
        return typed == null ? "" : new String(typed);
      }
      // Far longer than a token: whoever pipes in more has mixed something up.
      return new String(System.in.readNBytes(64 << 10), StandardCharsets.UTF_8);
    };
  }
}
