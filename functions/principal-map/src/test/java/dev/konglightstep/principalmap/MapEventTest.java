package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts a run, and when an event needs none. */
class MapEventTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("project.root", "../.."), "events", "principal-map");

  private final MapWorld world = new MapWorld();
  private final IamModel iam = world.aws.account(AwsOnLoopback.OWN);

  @AfterEach
  void close() {
    world.close();
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void handle_sampleEvent_writesTheDirectory(Path sample) throws IOException {
    iam.createUser("kong");

    assertThat(world.run(event(sample)).path("outcome").asText()).isEqualTo("written");
  }

  @Test
  void read_batch_isOneChangeOfAllThatItTells() throws IOException {
    assertThat(event(SAMPLES.resolve("changes.json")))
        .isEqualTo(
            new MapEvent.Changed(
                new Changes(
                    Instant.parse("2026-11-24T08:19:44Z"), Set.of("123456789012:partner-acme"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "CANARY", "{\"source\":\"CANARY\"}", "{\"Records\":[{}]}"})
  void read_otherEvent_isRefusedAndNotQuoted(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a scheduled event")
        .hasMessageNotContaining("CANARY");
  }

  /** It must not come back again and again. */
  @Test
  void read_messageThatNobodyUnderstands_isAChangeOfJustNow() throws IOException {
    assertThat(read("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"no JSON\"}]}"))
        .isEqualTo(new MapEvent.Changed(new Changes(Instant.MAX, Set.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"requestParameters\":{\"userName\":\"Acme\"}}",
        "{\"requestParameters\":null,\"responseElements\":{\"accessKey\":{\"userName\":\"Acme\"}}}",
        "{\"userIdentity\":{\"userName\":\"Acme\"}}"
      })
  void read_keyOfAUser_namesTheUser(String detail) throws IOException {
    String event =
        "{\"detail-type\":\"AWS API Call via CloudTrail\",\"account\":\"123456789012\","
            + "\"time\":\"2026-11-24T08:18:02Z\",\"detail\":{\"eventName\":\"DeleteAccessKey\","
            + detail.substring(1)
            + "}";

    assertThat(read(event))
        .isEqualTo(
            new MapEvent.Changed(
                new Changes(Instant.parse("2026-11-24T08:18:02Z"), Set.of("123456789012:acme"))));
  }

  @Test
  void handle_severalEventsInARow_oneReads() {
    iam.createUser("kong");
    PrincipalMap map = world.map();
    Instant changed = world.clock.instant();
    world.clock.move(Duration.ofSeconds(90));

    assertThat(outcome(map, changed)).isEqualTo("written");
    assertThat(outcome(map, changed.plusSeconds(10))).isEqualTo("current");
    assertThat(outcome(map, changed.plusSeconds(20))).isEqualTo("current");
    assertThat(world.aws.calls("GetAccountAuthorizationDetails")).isEqualTo(1);
  }

  /** The last directory tells it to an environment that has just been made. */
  @Test
  void handle_eventBeforeTheLastReading_needsNoneInAnyEnvironment() {
    iam.createUser("kong");
    Instant changed = world.clock.instant();
    world.clock.move(Duration.ofSeconds(90));
    world.run();

    assertThat(outcome(world.map(), changed)).isEqualTo("current");
    assertThat(world.aws.calls("GetAccountAuthorizationDetails")).isEqualTo(1);
  }

  /** IAM shows a change after a while. */
  @Test
  void handle_eventShortlyBeforeTheLastReading_isReadAgain() {
    iam.createUser("kong");
    Instant changed = world.clock.instant();
    world.clock.move(Duration.ofSeconds(59));
    PrincipalMap map = world.map();

    assertThat(outcome(map, changed)).isEqualTo("written");
    assertThat(outcome(map, changed)).isEqualTo("unchanged");
  }

  @Test
  void handle_eventAfterAPartFailed_isReadAgain() {
    iam.createUser("kong");
    world.with("READER_ROLE_ARNS", "arn:aws:iam::999988887777:role/reader");
    world.aws.always("AssumeRole", AwsOnLoopback.xml(403, IamXml.error("AccessDenied", "x")));
    Instant changed = world.clock.instant();
    world.clock.move(Duration.ofHours(1));
    PrincipalMap map = world.map();
    outcome(map, changed);
    world.aws.mend();

    assertThat(outcome(map, changed)).isEqualTo("written");
  }

  /** In a large account not all keys are listed each time, but those are that an event tells of. */
  @Test
  void handle_keyOfAUserWhoseTurnItIsNot_isListedAtOnce() {
    for (int i = 0; i < 3 * KeysDue.AT_ONCE; i++) {
      iam.createUser("user-" + i);
    }
    PrincipalMap map = world.map();
    outcome(map, world.clock.instant());
    world.clock.move(KeysDue.TURN);
    String late =
        iam.principals().stream()
            .filter(
                user ->
                    !KeysDue.of(iam.principals(), one -> false, world.clock.instant())
                        .contains(user))
            .findFirst()
            .map(IamPrincipal::id)
            .orElseThrow();
    String key = iam.createKey(late);
    LookupKey lookup = new AccessKey(key).key(Partition.AWS);
    world.run();
    assertThat(world.holder(lookup, world.clock.second())).isEmpty();
    String name =
        world.entry(LookupKey.global("unique-id", late)).orElseThrow().field("name").orElseThrow();
    Changes changes =
        new Changes(world.clock.instant(), Set.of(Changes.user(AwsOnLoopback.OWN, name)));
    world.clock.move(Duration.ofMinutes(2));
    world.run();

    world.run(new MapEvent.Changed(changes));

    assertThat(world.holder(lookup, world.clock.second())).contains(late);
  }

  private String outcome(PrincipalMap map, Instant changed) {
    MapEvent event = new MapEvent.Changed(new Changes(changed, Set.of()));
    String answer = map.handle(event, world.clock.instant().plus(Duration.ofMinutes(5)));
    return MapWorld.json(answer).path("outcome").asText();
  }

  private static MapEvent event(Path sample) throws IOException {
    try (InputStream in = Files.newInputStream(sample)) {
      return MapEvent.read(in);
    }
  }

  private static MapEvent read(String text) throws IOException {
    return MapEvent.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
