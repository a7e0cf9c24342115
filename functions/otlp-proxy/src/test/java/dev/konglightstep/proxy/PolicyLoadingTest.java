package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import dev.konglightstep.proxy.policy.PolicyUnavailableException;
import dev.konglightstep.standins.http.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version of a policy holds, in an environment that has one and in one that has none. */
class PolicyLoadingTest {
  private static final String TENTH = "{\"sampling\":{\"otherwise\":0.1}}";
  private static final String HALF = "{\"sampling\":{\"otherwise\":0.5}}";
  private static final String BAD = "{\"sampling\":{\"otherwise\":\"CANARY\"}}";
  private static final String MISTAKE = "sampling.otherwise: expected a number from 0 to 1";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MINUTE = Duration.ofSeconds(61);
  private static final Fault FORBIDDEN =
      new Fault.Answer(new Response(403, Headers.NONE, Bytes.EMPTY));

  private final PolicyAround around = new PolicyAround();

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void get_noUri_isTheSafePolicyForEver() {
    InstantSource clock = around::now;
    Refreshed<Policy> none =
        PolicyLoading.from(
            Optional.empty(),
            AwsSettings.from(new Settings(Map.of())),
            new Log(Level.ERROR, System.out, clock),
            new Metrics(SelfTelemetry.OFF, "", System.out, clock),
            clock);

    assertThat(none.get(Duration.ZERO)).isSameAs(Policy.SAFE);
    around.pass(Duration.ofDays(3650));
    assertThat(none.get(Duration.ZERO)).isSameAs(Policy.SAFE);
  }

  @Test
  void get_object_isTheSameUntilItChanges() {
    around.put(TENTH);
    Refreshed<Policy> policy = around.fresh();
    Policy first = policy.get(TIMEOUT);

    around.pass(MINUTE);

    assertThat(policy.get(TIMEOUT)).isSameAs(first);
    around.put(HALF);
    assertThat(policy.get(TIMEOUT)).isSameAs(first);
    around.pass(MINUTE);
    assertThat(policy.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    assertThat(around.counts()).isEmpty();
    assertThat(around.log()).hasSize(2).allMatch(line -> line.contains("a policy is in force"));
  }

  @Test
  void get_newestIsBad_theOneBeforeStaysAndItIsSaidOnce() {
    around.put(TENTH);
    Refreshed<Policy> policy = around.fresh();
    Policy good = policy.get(TIMEOUT);
    around.log();

    around.put(BAD);
    for (int i = 0; i < 3; i++) {
      around.pass(MINUTE);
      assertThat(policy.get(TIMEOUT)).isSameAs(good);
    }

    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("the policy is refused; the one before stays", "s3://policies/kong/policy.json")
        .contains(MISTAKE)
        .contains("\"level\":\"error\"")
        .doesNotContain("CANARY");
    assertThat(around.counts()).isEqualTo("\"PolicyOlderServes\":3,\"PolicyRefused\":3}");
  }

  @Test
  void get_badIsMended_holdsAtOnceAndTheNextMistakeIsSaidAgain() {
    around.put(TENTH);
    Refreshed<Policy> policy = around.fresh();
    policy.get(TIMEOUT);
    around.put(BAD);
    around.pass(MINUTE);
    policy.get(TIMEOUT);

    around.put(HALF);
    around.pass(MINUTE);

    assertThat(policy.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    around.log();
    around.put(BAD);
    around.pass(MINUTE);
    policy.get(TIMEOUT);
    assertThat(around.log()).singleElement().asString().contains(MISTAKE);
  }

  @Test
  void get_freshAndNewestIsBad_takesTheNewestGoodOneBefore() {
    around.put(TENTH);
    around.put(HALF);
    around.put("{\"sampling\":[\"CANARY\"]}");
    around.put(BAD);

    Refreshed<Policy> policy = around.fresh();

    assertThat(policy.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    assertThat(around.log())
        .hasSize(2)
        .allMatch(line -> !line.contains("CANARY"))
        .anyMatch(line -> line.contains("the policy is refused") && line.contains(MISTAKE))
        .anyMatch(
            line ->
                line.contains("an earlier version of the policy serves")
                    && line.contains("\"level\":\"warn\"")
                    && line.contains("\"version\":\"version-2\""));
    around.pass(MINUTE);
    assertThat(policy.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    assertThat(around.log()).isEmpty();
    assertThat(around.counts()).isEqualTo("\"PolicyOlderServes\":2,\"PolicyRefused\":2}");
  }

  @Test
  void get_freshAndOneOfTwentyIsGood_takesIt() {
    around.put(HALF);
    for (int i = 0; i < 19; i++) {
      around.put(BAD);
    }

    assertThat(around.fresh().get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
  }

  @Test
  void get_freshAndNothingIsGood_fails() {
    around.put(HALF);
    for (int i = 0; i < 20; i++) {
      around.put(BAD);
    }
    Refreshed<Policy> policy = around.fresh();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> policy.get(TIMEOUT))
          .isInstanceOf(PolicyUnavailableException.class)
          .hasMessage("the policy is refused: s3://policies/kong/policy.json: " + MISTAKE);
      around.pass(Duration.ofSeconds(2));
    }

    assertThat(around.log()).hasSize(1);
    assertThat(around.counts()).isEqualTo("\"PolicyRefused\":2}");
    around.put(HALF);
    assertThat(policy.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
  }

  @Test
  void get_freshAndNoVersions_fails() {
    around.put("unversioned", HALF);
    Refreshed<Policy> running = around.fresh("s3://unversioned/kong/policy.json");
    running.get(TIMEOUT);
    around.put("unversioned", BAD);
    around.pass(MINUTE);

    assertThat(running.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    assertThatThrownBy(() -> around.fresh("s3://unversioned/kong/policy.json").get(TIMEOUT))
        .hasMessageContaining(MISTAKE);
  }

  @Test
  void get_deleted_freshOnesFailAndOthersGoOn() {
    around.put(HALF);
    Refreshed<Policy> running = around.fresh();
    running.get(TIMEOUT);
    around.log();
    around.s3.deleteObject("policies", PolicyAround.KEY);
    around.pass(MINUTE);

    assertThat(running.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    assertThatThrownBy(() -> around.fresh().get(TIMEOUT))
        .isInstanceOf(PolicyUnavailableException.class)
        .hasMessage(
            "the policy is refused: s3://policies/kong/policy.json: it is not there, or it was"
                + " deleted");
    assertThat(around.counts()).isEqualTo("\"PolicyOlderServes\":1,\"PolicyRefused\":2}");
  }

  /** What somebody deleted does not come back because the next one is bad. */
  @Test
  void get_freshAndTheGoodOneWasDeleted_fails() {
    around.put(HALF);
    around.s3.deleteObject("policies", PolicyAround.KEY);
    around.pass(Duration.ofSeconds(1));
    around.put(BAD);

    assertThatThrownBy(() -> around.fresh().get(TIMEOUT)).hasMessageContaining(MISTAKE);
  }

  @Test
  void get_storeDown_freshOnesFailAndOthersGoOn() {
    around.put(HALF);
    Refreshed<Policy> running = around.fresh();
    running.get(TIMEOUT);
    around.put(TENTH);
    around.pass(MINUTE);
    around.faults.always(new Fault.DropBefore());
    around.log();
    Refreshed<Policy> fresh = around.fresh();

    assertThat(running.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    assertThatThrownBy(() -> fresh.get(TIMEOUT))
        .isInstanceOf(PolicyUnavailableException.class)
        .hasMessageStartingWith(
            "the policy cannot be read: s3://policies/kong/policy.json: cannot get object"
                + " kong/policy.json: ");
    assertThat(around.counts()).isEqualTo("\"PolicyUnreadable\":2}");
    around.faults.clear();
    assertThat(running.get(TIMEOUT)).isEqualTo(PolicyJson.parse(TENTH));
    assertThat(fresh.get(TIMEOUT)).isEqualTo(PolicyJson.parse(TENTH));
  }

  @Test
  void get_notAllowed_saysSo() {
    around.put(HALF);
    around.faults.always(FORBIDDEN);

    assertThatThrownBy(() -> around.fresh().get(TIMEOUT)).hasMessageContaining("status 403");
  }

  @Test
  void get_storeHangs_givesUpInTime() {
    around.put(HALF);
    around.faults.always(new Fault.Hang());

    assertThatThrownBy(() -> around.fresh().get(Duration.ofMillis(50)))
        .isInstanceOf(PolicyUnavailableException.class)
        .hasMessageContaining("no answer in time");
    assertThatThrownBy(() -> around.fresh().get(Duration.ZERO))
        .hasMessageContaining("no time is left");
  }

  @Test
  void get_trickles_givesUpInTime() {
    around.faults.always(new Fault.Trickle(500_000, Duration.ofMillis(20)));

    assertThatThrownBy(() -> around.fresh().get(Duration.ofMillis(500)))
        .hasMessageContaining("no answer in time");
  }

  /** The list of versions fails, after the newest one was found to be bad. */
  @Test
  void get_searchIsCutShort_isDoneAgain() {
    around.put(HALF);
    around.put(BAD);
    around.faults.always(request -> request.target().contains("versions"), FORBIDDEN);
    Refreshed<Policy> policy = around.fresh();

    assertThatThrownBy(() -> policy.get(TIMEOUT))
        .hasMessageContaining("cannot list the versions of object kong/policy.json");

    around.faults.clear();
    around.pass(Duration.ofSeconds(2));
    assertThat(policy.get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
  }

  @Test
  void get_tooLong_isRefused() {
    around.put(HALF);
    around.put(HALF + " ".repeat(PolicyJson.MOST_BYTES));

    assertThat(around.fresh().get(TIMEOUT)).isEqualTo(PolicyJson.parse(HALF));
    assertThat(around.log()).anyMatch(line -> line.contains("expected at most 1 MiB"));
  }

  @Test
  void get_file_isFollowed(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("policy.json");
    Files.writeString(file, HALF);
    Refreshed<Policy> policy = around.fresh("file:" + file);
    Policy half = policy.get(TIMEOUT);

    assertThat(half).isEqualTo(PolicyJson.parse(HALF));
    around.pass(MINUTE);
    assertThat(policy.get(TIMEOUT)).isSameAs(half);
    Files.writeString(file, BAD);
    around.pass(MINUTE);
    assertThat(policy.get(TIMEOUT)).isSameAs(half);
    assertThatThrownBy(() -> around.fresh("file://" + file).get(TIMEOUT))
        .hasMessage("the policy is refused: file:" + file + ": " + MISTAKE);
    Files.delete(file);
    around.pass(MINUTE);
    assertThat(policy.get(TIMEOUT)).isSameAs(half);
    assertThatThrownBy(() -> around.fresh("file:" + file).get(TIMEOUT))
        .hasMessageEndingWith("it is not there, or it was deleted");
    assertThatThrownBy(() -> around.fresh("file:" + directory).get(TIMEOUT))
        .hasMessageStartingWith("the policy cannot be read: file:");
    Files.writeString(file, TENTH);
    around.pass(MINUTE);
    assertThat(policy.get(TIMEOUT)).isEqualTo(PolicyJson.parse(TENTH));
  }
}
