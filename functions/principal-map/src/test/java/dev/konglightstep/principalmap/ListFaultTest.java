package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.standins.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in pages, and answers that are none: who is missing in a list would be gone. */
class ListFaultTest {
  private static final String ANN = "11111111-2222-3333-4444-555555555555";
  private static final String OWN_PART = "iam:aws:" + AwsOnLoopback.OWN;

  private final MapWorld world = new MapWorld();
  private final IamModel iam = world.aws.account(AwsOnLoopback.OWN);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void run_pagesOfAnySize_readsAll(int size) {
    everything();
    for (int i = 0; i < 7; i++) {
      String user = iam.createUser("user-" + i);
      iam.createKey(user);
      iam.createKey(user);
      iam.createRole("role-" + i);
      world.aws.people.put("00000000-0000-0000-0000-00000000000" + i, "p" + i, "okta" + i);
    }
    world.aws.pagesOf(size);

    JsonNode answer = world.run();

    assertThat(answer.path("failed")).isEmpty();
    assertThat(answer.path("identifiers_skipped").asInt()).isZero();
    // parts, account, root; each user with id, name and its keys; each role; each person
    assertThat(world.directory().size())
        .isEqualTo(2 + 2 + (1 + 7) * 3 + 7 * 2 + 7 * 3 + (1 + 7) * 6);
  }

  static Stream<Response> notAWholeList() {
    return Stream.of(
        AwsOnLoopback.xml(
            200,
            "<R><GetAccountAuthorizationDetailsResult><IsTruncated>true</IsTruncated>"
                + "<UserDetailList/></GetAccountAuthorizationDetailsResult></R>"),
        AwsOnLoopback.xml(
            200,
            "<R><GetAccountAuthorizationDetailsResult><IsTruncated>true</IsTruncated>"
                + "<Marker>same</Marker></GetAccountAuthorizationDetailsResult></R>"),
        AwsOnLoopback.xml(200, "<R><GetAccountAuthorizationDetailsResult/></R>"),
        AwsOnLoopback.xml(
            200,
            "<R><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated>"
                + "<UserDetailList><member><UserName>Canary</UserName></member></UserDetailList>"
                + "</GetAccountAuthorizationDetailsResult></R>"),
        AwsOnLoopback.xml(
            200,
            "<R><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated>"
                + "<UserDetailList><member><CreateDate>Canary</CreateDate></member>"
                + "</UserDetailList></GetAccountAuthorizationDetailsResult></R>"),
        AwsOnLoopback.xml(200, ""),
        AwsOnLoopback.xml(200, "<html>Canary"));
  }

  /** Who is missing in a list would be gone, so a list that breaks off counts as none. */
  @ParameterizedTest
  @MethodSource("notAWholeList")
  void run_listBreaksOff_nobodyIsGone(Response answer) {
    world.with("IDENTITY_STORE_ID", MapWorld.STORE);
    String user = iam.createUser("Ann.Canary");
    world.run();
    world.clock.move(Duration.ofHours(1));
    world.aws.always("GetAccountAuthorizationDetails", answer);

    JsonNode told = world.run();

    assertThat(told.path("failed").path(OWN_PART).asText())
        .startsWith("GetAccountAuthorizationDetails: ");
    assertThat(world.holder(user("ann.canary"), world.clock.second())).contains(user);
    assertThat(world.log()).doesNotContain("Canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Users\":[],\"NextToken\":\"same\"}",
        "{\"Users\":[{}]}",
        "{\"Users\":\"Canary\"}",
        "{\"Users\":[\"Canary\"]}",
        "Canary"
      })
  void run_peopleBreakOff_nobodyIsGone(String answer) {
    everything();
    world.run();
    world.clock.move(Duration.ofHours(1));
    world.aws.always("ListUsers", AwsOnLoopback.json(200, answer));

    assertThat(world.run().path("failed").path("store:" + MapWorld.STORE).asText())
        .startsWith("ListUsers: ")
        .doesNotContain("Canary");
    assertThat(world.holder(Keys.personName("ann.canary"), world.clock.second())).contains(ANN);
  }

  /**
   * Users and groups may be deleted between the call that lists them and the one that asks more.
   */
  @Test
  void run_deletedWhileItIsRead_isNoFailure() {
    everything();
    world.aws.people.group("payments", Set.of(ANN));
    world.aws.next(
        "ListAccessKeys", List.of(AwsOnLoopback.xml(404, IamXml.error("NoSuchEntity", "x"))));
    world.aws.next(
        "ListGroupMemberships",
        List.of(AwsOnLoopback.json(400, "{\"__type\":\"ResourceNotFoundException\"}")));

    assertThat(world.run().path("failed")).isEmpty();
    assertThat(world.entry(Keys.personName("ann.canary")).orElseThrow().fields("group")).isEmpty();
  }

  @Test
  void run_noAnswer_isGivenUpAndTheOthersAreRead() {
    everything();
    world.patience = Duration.ofMillis(500);
    world.faults.always(
        request -> request.headers().first("X-Amz-Target").orElse("").endsWith("ListUsers"),
        new Fault.Hang());

    JsonNode answer = world.run();

    assertThat(answer.path("failed").path("store:" + MapWorld.STORE).asText())
        .isEqualTo("ListUsers: no answer in time");
    assertThat(world.faults.strikes()).isEqualTo(4);
    assertThat(world.holder(user("ann.canary"), world.clock.second())).isPresent();
  }

  @Test
  void run_connectionLost_isMadeAgain() {
    everything();
    world.faults.next(new Fault.DropBefore());

    assertThat(world.run().path("failed")).isEmpty();
  }

  @Test
  void run_oddNames_leadNowhereAndAreCounted() {
    world.with("IDENTITY_STORE_ID", MapWorld.STORE);
    iam.createUser("no name of IAM");
    world.aws.people.put("no-uuid", "Ann Canary", "x".repeat(300));

    JsonNode answer = world.run();

    assertThat(answer.path("outcome").asText()).isEqualTo("written");
    assertThat(answer.path("identifiers_skipped").asInt()).isEqualTo(3);
    assertThat(world.holder(Keys.personName("ann canary"), world.clock.second()))
        .contains("no-uuid");
  }

  private void everything() {
    world.with("IDENTITY_STORE_ID", MapWorld.STORE);
    iam.createUser("Ann.Canary");
    world.aws.people.put(ANN, "Ann.Canary", "00uokta");
  }

  private static LookupKey user(String name) {
    return new IamUser(Partition.AWS, AwsOnLoopback.OWN, "/", name).key(Partition.AWS);
  }
}
