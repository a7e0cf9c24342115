package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what it prints and how it ends. */
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;

  @BeforeEach
  void redirect() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  @Test
  void invoke_sampleEvent_printsTheHandlersAnswer() throws IOException {
    String event = Project.file("events/otlp-proxy/function-url-traces.json").toString();

    assertThat(Main.run("invoke", "OtlpProxyFunction", event)).isZero();
    assertThat(new JsonMapper().readTree(out.toByteArray()).path("statusCode").intValue())
        .isEqualTo(200);
  }

  @Test
  void invoke_eventsInTurn_shareOneHandlerAndOneSet() {
    String event = Project.file("events/token-rotation/createSecret.json").toString();

    assertThat(Main.run("invoke", "TokenRotationFunction", event, event)).isZero();
    assertThat(text(out).lines().filter(line -> line.equals("\"createSecret done\""))).hasSize(2);
    assertThat(text(out) + text(err)).doesNotContain("sample-rotation-token");
  }

  @Test
  void invoke_unknownStep_failsAndSaysWhatIsExpected() {
    String event = Project.file("events/token-rotation/unknown-step.json").toString();

    assertThat(Main.run("invoke", "TokenRotationFunction", event)).isEqualTo(1);
    assertThat(text(err)).contains("Step: expected createSecret");
  }

  @Test
  void invoke_otherFunction_isBadInput() {
    assertThat(Main.run("invoke", "Nothing", "x.json")).isEqualTo(2);
    assertThat(text(err))
        .isEqualToIgnoringNewLines(
            "kong-lightstep: Nothing: no such function; there are [OtlpProxyFunction,"
                + " PrincipalMapFunction, SpillDrainFunction, TokenRotationFunction]");
  }

  @Test
  void invoke_noSuchFile_isBadInput() {
    assertThat(Main.run("invoke", "OtlpProxyFunction", "missing.json")).isEqualTo(2);
    assertThat(text(err)).startsWith("kong-lightstep: missing.json: expected a file");
  }

  @Test
  void invoke_noHttpEvent_isBadInputAndQuotesNothing(@TempDir Path folder) throws IOException {
    Path event = folder.resolve("event.json");
    Files.writeString(event, "{\"Records\":[\"CANARY\"]}");

    assertThat(Main.run("invoke", "OtlpProxyFunction", event.toString())).isEqualTo(2);
    assertThat(text(err)).contains("expected an HTTP event").doesNotContain("CANARY");
  }

  @Test
  void run_unknownCommand_isBadInput() {
    assertThat(Main.run("nonsense")).isEqualTo(2);
    assertThat(Main.run()).isEqualTo(2);
    assertThat(Main.run("--help")).isZero();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
