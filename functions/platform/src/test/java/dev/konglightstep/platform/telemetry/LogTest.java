package dev.konglightstep.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.secret.Token;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Log log =
      new Log(
          Level.INFO,
          new PrintStream(out, true, StandardCharsets.UTF_8),
          () -> Instant.parse("2026-11-24T10:00:00Z"));

  @Test
  void warn_fields_areOneJsonLine() {
    log.warn("the \"backend\"\nrefused", Map.of("status", 503));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "{\"time\":\"2026-11-24T10:00:00Z\",\"level\":\"warn\","
                + "\"message\":\"the \\\"backend\\\"\\nrefused\",\"status\":503}");
  }

  @Test
  void debug_belowTheLevel_writesNothing() {
    log.debug("detail", Map.of());

    assertThat(out.size()).isZero();
  }

  @Test
  void info_token_isRedacted() {
    log.info("secret", Map.of("token", Token.of("CANARY")));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Token[redacted]")
        .doesNotContain("CANARY");
  }
}
