package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.standins.kong.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator asks about a policy before it is deployed. */
class PolicyCommandsTest {
  private final OperatorSet around = new OperatorSet();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void check_good_saysNothing() throws IOException {
    assertThat(check("{\"sampling\":{\"preset\":\"essentials\"}}")).isZero();
    assertThat(around.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"sampling":{"otherwise":"CANARY"}}     | sampling.otherwise: expected a number from 0 to 1
          {"sampling":{"rules":[{"kep":"CANARY"}]}} | sampling.rules[0].kep: unknown field; did you mean "keep"?
          {"sampling":CANARY                      | expected JSON; it is none at line 1, column 13
          {"latency":{},"latency":{}}             | latency: expected once, found twice
          """)
  void check_mistake_isNamedByItsPath(String document, String message) throws IOException {
    assertThat(check(document)).isEqualTo(2);

    assertThat(around.errors()).isEqualTo(message);
    assertThat(around.lines()).isEmpty();
  }

  @Test
  void check_rulesOutOfReach_areNamed() throws IOException {
    assertThat(
            check(
                """
                {"sampling":{"rules":[
                  {"name":"errors","error":true,"keep":1},
                  {"name":"odd","status":"5xx","error":false,"keep":1},
                  {"name":"bad-gateway","status":502,"keep":1},
                  {"name":"fine","route":"/a","keep":1}]}}
                """))
        .isZero();

    assertThat(around.lines())
        .containsExactly(
            "policy: rule odd is never met: a status of 500 or more is an error",
            "policy: rule bad-gateway is never reached: errors, before it, takes all that it"
                + " would take");
  }

  /** Eight spans each, and the recording says which of them answered 200 and which 502. */
  @Test
  void check_recordings_showWhatEachRuleDoes() throws IOException {
    Path good = record("01-anonymous-200", false);
    Path bad = record("09-upstream-down-502", true);

    assertThat(
            check(
                """
                {"sampling":{"otherwise":0,"rules":[
                  {"name":"errors","error":true,"keep":1},{"name":"none","host":"x","keep":1}]}}
                """,
                good.toString(),
                bad.toString(),
                good.toString()))
        .isZero();

    assertThat(around.lines()).hasSize(4);
    assertThat(around.lines().get(0))
        .isEqualTo(
            "policy: rule=errors traces_kept=1 traces_dropped=0 spans_kept=8 spans_dropped=0"
                + " bytes_saved=0");
    assertThat(around.lines().get(1))
        .isEqualTo(
            "policy: rule=none traces_kept=0 traces_dropped=0 spans_kept=0 spans_dropped=0"
                + " bytes_saved=0");
    assertThat(around.lines().get(2))
        .isEqualTo(
            "policy: rule=otherwise traces_kept=0 traces_dropped=1 spans_kept=0 spans_dropped=16"
                + " bytes_saved="
                + 2 * Files.size(good));
    assertThat(around.lines().get(3))
        .isEqualTo(
            "policy: rule=orphans traces_kept=0 traces_dropped=0 spans_kept=0 spans_dropped=0"
                + " bytes_saved=0");
  }

  @Test
  void check_noSampling_keepsAll() throws IOException {
    Path body = record("01-anonymous-200", false);

    assertThat(check("{}", body.toString())).isZero();

    assertThat(around.lines().getFirst())
        .isEqualTo(
            "policy: rule=otherwise traces_kept=1 traces_dropped=0 spans_kept=8 spans_dropped=0"
                + " bytes_saved=0");
  }

  @Test
  void check_unreadable_isBadInput() throws IOException {
    Path policy = directory.resolve("none.json");
    Path text = directory.resolve("text");
    Files.writeString(text, "CANARY is no protobuf");
    Path empty = directory.resolve("empty");
    Files.writeString(empty, "");

    assertThat(around.run("policy", "check", policy.toString())).isEqualTo(2);
    assertThat(around.errors()).isEqualTo("kong-lightstep: " + policy + ": cannot be read");
    assertThat(check("{}", text.toString())).isEqualTo(2);
    assertThat(around.errors())
        .startsWith("kong-lightstep: " + text + ": no Export request of traces: ")
        .doesNotContain("CANARY");
    assertThat(check("{}", empty.toString())).isEqualTo(2);
    assertThat(around.errors()).contains("it has no spans");
    assertThat(around.run("policy", "check")).isEqualTo(2);
    assertThat(around.run("policy")).isEqualTo(2);
  }

  private int check(String policy, String... bodies) throws IOException {
    Path file = directory.resolve("policy.json");
    Files.writeString(file, policy);
    String[] args = new String[bodies.length + 3];
    args[0] = "policy";
    args[1] = "check";
    args[2] = file.toString();
    System.arraycopy(bodies, 0, args, 3, bodies.length);
    return around.run(args);
  }

  private Path record(String recording, boolean compressed) throws IOException {
    Bytes body = Recording.body(recording);
    Path file = directory.resolve(recording + ".binpb");
    Files.write(file, (compressed ? Gzip.compress(body) : body).copy());
    return file;
  }
}
