package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.s3.PutObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong where the directory is kept: other writers, damage, age. */
class WritingFaultTest {
  private static final LookupKey KONG =
      new IamUser(Partition.AWS, AwsOnLoopback.OWN, "/", "kong").key(Partition.AWS);

  private final MapWorld world = new MapWorld();
  private final IamModel iam = world.aws.account(AwsOnLoopback.OWN);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void run_unchangedForHalfOfTheAge_isRenewed() {
    world.with("SNAPSHOT_MAX_AGE", "PT2H");
    iam.createUser("kong");
    world.run();
    String version = world.directory().version();
    world.clock.move(Duration.ofHours(1));
    assertThat(world.run().path("outcome").asText()).isEqualTo("unchanged");
    world.clock.move(Duration.ofSeconds(1));

    JsonNode answer = world.run();

    assertThat(answer.path("outcome").asText()).isEqualTo("renewed");
    assertThat(answer.path("age_seconds").asInt()).isZero();
    assertThat(world.directory().written()).isEqualTo(world.clock.second());
    assertThat(world.directory().version()).isEqualTo(version);
  }

  /** A run that began later has written meanwhile: what this one saw is older. */
  @Test
  void run_overtaken_writesNothing() {
    iam.createUser("kong");
    PrincipalMap other = world.map();
    atTheFirstPut(
        () -> {
          iam.createUser("late");
          other.handle(new MapEvent.Scheduled(), world.clock.instant().plusSeconds(60));
        });

    JsonNode answer = world.run();

    assertThat(answer.path("outcome").asText()).isEqualTo("superseded");
    assertThat(world.holder(user("late"), world.clock.second())).isPresent();
    assertThat(world.aws.calls("PUT")).isEqualTo(2);
  }

  /** Somebody put an older directory back; what was read is put on top of that. */
  @Test
  void run_olderDirectoryPutBack_isWrittenOnTopOfIt() {
    String first = iam.createUser("kong");
    world.clock.move(Duration.ofMinutes(1));
    world.run();
    long then = world.clock.second();
    Bytes old = world.stored().body();
    world.clock.move(Duration.ofHours(1));
    iam.delete(first);
    String second = iam.createUser("kong");
    long made = world.clock.second();
    world.clock.move(Duration.ofHours(1));
    world.run();
    world.clock.move(Duration.ofHours(1));
    iam.createUser("more");
    world.clock.move(Duration.ofHours(1));
    atTheFirstPut(() -> putBehindItsBack(old));

    assertThat(world.run().path("outcome").asText()).isEqualTo("written");

    assertThat(world.holder(user("more"), world.clock.second())).isPresent();
    assertThat(world.holder(KONG, then)).contains(first);
    assertThat(world.holder(KONG, made)).contains(second);
  }

  @Test
  void run_somebodyElseWritesAllTheTime_failsForARetry() {
    iam.createUser("kong");
    AtomicInteger writes = new AtomicInteger();
    world.aws.whenever(
        request -> {
          if (request.method().equals("PUT")) {
            putBehindItsBack(Bytes.utf8("other " + writes.incrementAndGet()));
          }
          return request;
        });

    assertThatThrownBy(world::run)
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("somebody else");
    assertThat(writes).hasValue(2);
  }

  @Test
  void run_corrupt_theVersionBeforeStandsIn() {
    String first = iam.createUser("kong");
    world.clock.move(Duration.ofMinutes(1));
    world.run();
    long then = world.clock.second();
    putBehindItsBack(Bytes.utf8("damaged"));
    putBehindItsBack(Bytes.utf8("damaged twice"));
    world.clock.move(Duration.ofHours(1));
    iam.delete(first);
    String second = iam.createUser("kong");
    world.clock.move(Duration.ofMinutes(1));

    JsonNode answer = world.run();

    assertThat(answer.path("outcome").asText()).isEqualTo("written");
    assertThat(answer.path("corrupt").asBoolean()).isTrue();
    assertThat(world.holder(KONG, then)).contains(first);
    assertThat(world.holder(KONG, world.clock.second())).contains(second);
    assertThat(world.log()).contains("\"level\":\"error\"", "\"SnapshotCorrupt\":1");
    assertThat(world.run().path("corrupt").isMissingNode()).isTrue();
  }

  /** What says the same as the version before must be written too: nobody can read the newest. */
  @Test
  void run_corruptAndNothingChanged_isWritten() {
    iam.createUser("kong");
    world.run();
    putBehindItsBack(Bytes.utf8("damaged"));

    assertThat(world.run().path("outcome").asText()).isEqualTo("written");
    assertThat(world.holder(KONG, world.clock.second())).isPresent();
  }

  @Test
  void run_corruptFromTheBeginning_startsAnewAndSaysSo() {
    iam.createUser("kong");
    putBehindItsBack(Bytes.utf8("damaged"));

    JsonNode answer = world.run();

    assertThat(answer.path("outcome").asText()).isEqualTo("written");
    assertThat(answer.path("corrupt").asBoolean()).isTrue();
    assertThat(world.holder(KONG, world.clock.second())).isPresent();
  }

  /** Somebody wanted the names gone, so those of before do not come back. */
  @Test
  void run_deleted_startsAnew() {
    String first = iam.createUser("kong");
    world.run();
    long then = world.clock.second();
    world.clock.move(Duration.ofHours(1));
    world.aws.buckets.deleteObject(MapWorld.BUCKET, MapWorld.KEY);
    iam.delete(first);

    assertThat(world.run().path("outcome").asText()).isEqualTo("written");
    assertThat(world.holder(KONG, then)).isEmpty();
  }

  @Test
  void run_damagedAfterADeletion_nothingOfBeforeStandsIn() {
    String first = iam.createUser("kong");
    world.run();
    long then = world.clock.second();
    world.clock.move(Duration.ofHours(1));
    world.aws.buckets.deleteObject(MapWorld.BUCKET, MapWorld.KEY);
    world.clock.move(Duration.ofHours(1));
    putBehindItsBack(Bytes.utf8("damaged"));
    iam.delete(first);

    assertThat(world.run().path("corrupt").asBoolean()).isTrue();
    assertThat(world.holder(KONG, then)).isEmpty();
  }

  @Test
  void run_bucketDoesNotAnswer_failsBeforeAnythingIsRead() {
    world.aws.always("GET", AwsOnLoopback.xml(503, IamXml.error("SlowDown", "x")));

    assertThatThrownBy(world::run)
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("GetObject: ");
    assertThat(world.aws.calls("GetAccountAuthorizationDetails")).isZero();
  }

  /** The answer to a write gets lost, and it is made again: our own directory is there then. */
  @Test
  void run_answerToTheWriteIsLost_isNoFailure() {
    iam.createUser("kong");
    AtomicBoolean once = new AtomicBoolean(true);
    world.faults.always(
        request -> request.method().equals("PUT") && once.getAndSet(false), new Fault.DropAfter());

    assertThat(world.run().path("outcome").asText()).isEqualTo("superseded");
    assertThat(world.holder(KONG, world.clock.second())).isPresent();
    assertThat(world.aws.calls("PUT")).isEqualTo(2);
  }

  @Test
  void run_file_isReplacedAsABucketsObjectIs(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("principals.txt.gz");
    world.with("PRINCIPALS_URI", "file:" + file);
    String user = iam.createUser("kong");
    assertThat(world.run().path("outcome").asText()).isEqualTo("written");
    assertThat(world.run().path("outcome").asText()).isEqualTo("unchanged");
    iam.delete(user);
    world.clock.move(Duration.ofMinutes(1));

    assertThat(world.run().path("outcome").asText()).isEqualTo("written");

    Directory directory = Runs.unpack(Files.readAllBytes(file));
    assertThat(Runs.find(directory, KONG, world.clock.second() - 1)).isPresent();
    assertThat(Runs.find(directory, KONG, world.clock.second())).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  private void atTheFirstPut(Runnable what) {
    AtomicBoolean once = new AtomicBoolean(true);
    world.aws.whenever(
        request -> {
          if (request.method().equals("PUT") && once.getAndSet(false)) {
            what.run();
          }
          return request;
        });
  }

  private void putBehindItsBack(Bytes content) {
    world.aws.buckets.putObject(PutObject.of(MapWorld.BUCKET, MapWorld.KEY, content));
  }

  private static LookupKey user(String name) {
    return new IamUser(Partition.AWS, AwsOnLoopback.OWN, "/", name).key(Partition.AWS);
  }
}
