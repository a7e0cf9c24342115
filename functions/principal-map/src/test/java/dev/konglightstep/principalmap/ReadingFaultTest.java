package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.PartState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while the map reads: throttling, refusals, accounts that fail. */
class ReadingFaultTest {
  private static final String OTHER = "999988887777";
  private static final String ANN = "11111111-2222-3333-4444-555555555555";
  private static final String OWN_PART = "iam:aws:" + AwsOnLoopback.OWN;
  private static final String OTHER_PART = "iam:aws:" + OTHER;
  private static final Response THROTTLED =
      AwsOnLoopback.xml(400, IamXml.error("Throttling", "Rate exceeded for Ann.Canary"));
  private static final Response THROTTLED_IN_JSON =
      AwsOnLoopback.json(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Canary\"}");
  private static final Response DENIED =
      AwsOnLoopback.xml(
          403, IamXml.error("AccessDenied", "map is not authorized on user Ann.Canary"));

  private final MapWorld world = new MapWorld();
  private final IamModel iam = world.aws.account(AwsOnLoopback.OWN);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GetAccountAuthorizationDetails",
        "ListAccessKeys",
        "GetCallerIdentity",
        "ListUsers"
      })
  void run_throttledForAWhile_waitsLongerEachTimeAndReadsAll(String operation) {
    everything();
    Response throttled = operation.equals("ListUsers") ? THROTTLED_IN_JSON : THROTTLED;
    world.aws.next(operation, Collections.nCopies(6, throttled));

    assertThat(world.run().path("failed")).isEmpty();

    assertThat(world.clock.pauses())
        .containsExactly(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16));
  }

  static Stream<Response> passing() {
    return Stream.of(
        THROTTLED_IN_JSON,
        AwsOnLoopback.json(429, "{\"__type\":\"TooManyRequestsException\"}"),
        AwsOnLoopback.xml(503, IamXml.error("ServiceUnavailable", "x")),
        AwsOnLoopback.xml(500, ""));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void run_peopleUnavailableOnce_areReadAgain(Response answer) {
    everything();
    world.aws.next("ListUsers", List.of(answer));

    assertThat(world.run().path("failed")).isEmpty();
    assertThat(world.entry(Keys.personName("ann.canary"))).isPresent();
  }

  @Test
  void run_keysThrottledAllTheTime_keepTheirLastState() {
    String user = iam.createUser("Ann.Canary");
    String key = iam.createKey(user);
    world.run();
    world.clock.move(Duration.ofHours(1));
    iam.createUser("new");
    world.aws.always("ListAccessKeys", THROTTLED);

    JsonNode answer = world.run();

    assertThat(answer.path("failed")).isEmpty();
    assertThat(answer.path("keys_left").asInt()).isEqualTo(2);
    assertThat(world.holder(accessKey(key), world.clock.second())).contains(user);
    assertThat(world.holder(user("new"), world.clock.second())).isPresent();
    assertThat(world.log()).contains("\"AccessKeysLeft\":2").doesNotContain("Canary");
  }

  /** More users than a run asks for, so that most of them would have their turn hours later. */
  @Test
  void run_keysThrottledAtFirst_areListedInTheNextRun() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 3 * KeysDue.AT_ONCE; i++) {
      keys.add(iam.createKey(iam.createUser("user-" + i)));
    }
    world.aws.always("ListAccessKeys", THROTTLED);
    assertThat(world.run().path("keys_left").asInt()).isEqualTo(keys.size());
    world.clock.move(KeysDue.TURN);
    world.aws.mend();

    JsonNode answer = world.run();

    assertThat(answer.path("keys_listed").asInt()).isEqualTo(keys.size());
    Directory directory = world.directory();
    long now = world.clock.second();
    assertThat(keys).allMatch(key -> Runs.find(directory, accessKey(key), now).isPresent());
    world.clock.move(KeysDue.TURN);
    assertThat(world.run().path("keys_listed").asInt()).isLessThan(keys.size() / 2);
  }

  @Test
  void run_keysDenied_partFailsAndStaysAsItWas() {
    String user = iam.createUser("Ann.Canary");
    String key = iam.createKey(user);
    world.with("IDENTITY_STORE_ID", MapWorld.STORE).run();
    world.clock.move(Duration.ofHours(1));
    iam.createUser("new");
    world.aws.always("ListAccessKeys", DENIED);

    JsonNode answer = world.run();

    assertThat(answer.path("failed").path(OWN_PART).asText())
        .isEqualTo("ListAccessKeys: AccessDenied (status 403)");
    assertThat(world.holder(accessKey(key), world.clock.second())).contains(user);
    assertThat(world.holder(user("new"), world.clock.second())).isEmpty();
    assertThat(failures()).containsExactly(OWN_PART);
    assertThat(world.log())
        .contains("\"PrincipalMapPartFailed\":1", "AccessDenied")
        .doesNotContain("Canary");
  }

  @Test
  void run_oneOfTwoAccountsFails_otherGoesOnAndBothRecover() {
    world.with("READER_ROLE_ARNS", "arn:aws:iam::" + OTHER + ":role/kong-lightstep-reader");
    String there = world.aws.account(OTHER).createUser("there");
    world.run();
    world.clock.move(Duration.ofHours(1));
    iam.createUser("here");
    world.aws.account(OTHER).delete(there);
    world.aws.always("AssumeRole", DENIED);

    JsonNode answer = world.run();

    assertThat(answer.path("failed").path(OTHER_PART).asText())
        .isEqualTo("AssumeRole: AccessDenied (status 403)");
    assertThat(world.holder(user("here"), world.clock.second())).isPresent();
    assertThat(world.holder(user(OTHER, "there"), world.clock.second())).contains(there);
    assertThat(failures()).containsExactly(OTHER_PART);

    world.aws.mend();
    assertThat(world.run().path("failed")).isEmpty();
    assertThat(world.holder(user(OTHER, "there"), world.clock.second())).isEmpty();
    assertThat(failures()).isEmpty();
  }

  @Test
  void run_stillFailing_writesNothingAgain() {
    world.with("READER_ROLE_ARNS", "arn:aws:iam::" + OTHER + ":role/kong-lightstep-reader");
    world.aws.always("AssumeRole", DENIED);
    assertThat(world.run().path("outcome").asText()).isEqualTo("written");
    world.aws.always("AssumeRole", AwsOnLoopback.xml(403, IamXml.error("OtherWords", "x")));

    assertThat(world.run().path("outcome").asText()).isEqualTo("unchanged");
  }

  @Test
  void run_ownAccountUnknown_itsPartStays() {
    world.with("IDENTITY_STORE_ID", MapWorld.STORE);
    String user = iam.createUser("kong");
    world.run();
    world.aws.always("GetCallerIdentity", DENIED);

    assertThat(world.run().path("failed").path(OWN_PART).asText()).startsWith("GetCallerIdentity");
    assertThat(world.holder(user("kong"), world.clock.second())).contains(user);
  }

  @Test
  void run_nothingCanBeRead_failsAndTheDirectoryStays() {
    iam.createUser("kong");
    world.run();
    String before = world.stored().etag();
    world.clock.move(Duration.ofHours(7));
    world.aws.always("GetAccountAuthorizationDetails", DENIED);

    assertThatThrownBy(world::run)
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("AccessDenied")
        .hasMessageNotContaining("Canary");
    assertThat(world.stored().etag()).isEqualTo(before);
    assertThat(world.log()).contains("\"SnapshotAge\":25200", "principal map failed");
  }

  private void everything() {
    world.with("IDENTITY_STORE_ID", MapWorld.STORE);
    iam.createUser("Ann.Canary");
    world.aws.people.put(ANN, "Ann.Canary", "00uokta");
  }

  private List<String> failures() {
    return PartState.of(world.directory()).stream()
        .filter(part -> part.failed().isPresent())
        .map(PartState::name)
        .toList();
  }

  private static LookupKey user(String name) {
    return user(AwsOnLoopback.OWN, name);
  }

  private static LookupKey user(String account, String name) {
    return new IamUser(Partition.AWS, account, "/", name).key(Partition.AWS);
  }

  private static LookupKey accessKey(String id) {
    return new AccessKey(id).key(Partition.AWS);
  }
}
