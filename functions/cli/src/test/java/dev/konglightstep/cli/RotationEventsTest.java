package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each sample event of a rotation, through Lambda's own serializer, in the handler. */
class RotationEventsTest {
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");
  private static final String VERSION = "2f9c5d1e-6f0b-4a53-9a6b-0d6f3b1c7e21";

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final PrintStream realOut = System.out;
  private final LocalSet set =
      LocalSet.start(Map.of("PROBE_WINDOW", "PT0.2S", "PROPAGATION_BUDGET", "PT20S"));

  @BeforeEach
  void redirect() {
    System.setOut(new PrintStream(logged, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    System.setOut(realOut);
    set.close();
    assertThat(logged.toString(StandardCharsets.UTF_8))
        .doesNotContain("sample-rotation-token")
        .doesNotContain("local-2-token");
  }

  @Test
  void events_areTheseAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(Project.file("events/token-rotation"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(STEPS.stream(), Stream.of("unknown-step"))
                  .map(name -> name + ".json")
                  .toList());
    }
  }

  @Test
  void steps_inTurn_rotateTheToken() throws IOException {
    RequestStreamHandler handler = handler();

    for (String step : STEPS) {
      assertThat(handle(handler, step)).isEqualTo("\"" + step + " done\"");
    }

    assertThat(secrets().labelled(LocalSet.TOKEN_SECRET, SecretsManagerModel.CURRENT))
        .hasValueSatisfying(version -> assertThat(version.id()).isEqualTo(VERSION))
        .hasValueSatisfying(
            version -> assertThat(version.value().orElseThrow()).contains("\"local-2\""));
    assertThat(logged.toString(StandardCharsets.UTF_8)).contains("\"type\":\"TokenRotated\"");
  }

  @Test
  void unknownStep_isRefusedByName() {
    assertThatThrownBy(() -> handle(handler(), "unknown-step"))
        .hasMessage("Step: expected createSecret, setSecret, testSecret or finishSecret");
  }

  @Test
  void malformedEvent_isRefusedAndNotQuoted() {
    for (String event : List.of("{\"Step\":", "[\"CANARY\"]", "CANARY", "")) {
      assertThatThrownBy(
              () ->
                  handler()
                      .handleRequest(
                          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                          new ByteArrayOutputStream(),
                          new LocalContext("test")))
          .as(event)
          .hasMessageNotContaining("CANARY");
    }
  }

  private RequestStreamHandler handler() {
    return Functions.handler("TokenRotationFunction", set.environment());
  }

  private String handle(RequestStreamHandler handler, String name) throws IOException {
    byte[] event = Files.readAllBytes(Project.file("events/token-rotation/" + name + ".json"));
    RotationStart.prepare(secrets(), event);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), answer, new LocalContext("test"));
    return answer.toString(StandardCharsets.UTF_8);
  }

  private SecretsManagerModel secrets() {
    return set.aws().orElseThrow().model().secrets();
  }
}
