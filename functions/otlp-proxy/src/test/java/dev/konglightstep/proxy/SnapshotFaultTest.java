package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.standins.http.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of callers' names while the directory cannot be read. */
class SnapshotFaultTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MINUTE = Duration.ofSeconds(61);
  private static final Snapshot UNAVAILABLE = new Snapshot.Unavailable();

  private final SnapshotAround around = new SnapshotAround();

  @AfterEach
  void close() {
    around.close();
  }

  static Stream<Fault> failures() {
    return Stream.of(
        SnapshotAround.status(403),
        SnapshotAround.status(500),
        SnapshotAround.status(503),
        new Fault.DropBefore(),
        new Fault.DropAfter(),
        new Fault.Cut(1000));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void load_storeFails_freshOnesHaveNoneAndOthersGoOn(Fault failure) {
    around.put("one");
    Refreshed.Source<Snapshot> running = around.fresh();
    Snapshot last = running.load(TIMEOUT);
    around.put("two");
    around.pass(MINUTE);
    around.log();
    around.faults.always(failure);
    Refreshed.Source<Snapshot> fresh = around.fresh();

    assertThat(running.load(TIMEOUT)).isSameAs(last);
    assertThat(fresh.load(TIMEOUT)).isEqualTo(UNAVAILABLE);

    assertThat(around.log())
        .hasSize(2)
        .allMatch(line -> line.contains("the directory of principals cannot be read"))
        .allMatch(line -> line.contains("cannot get object principals.txt.gz: "))
        .noneMatch(line -> line.contains("CANARY"));
    assertThat(around.counts()).isEqualTo("\"SnapshotUnreadable\":2,\"SnapshotAge\":61}");
    around.faults.clear();
    assertThat(Roles.in(running.load(TIMEOUT))).containsExactly("two");
    assertThat(Roles.in(fresh.load(TIMEOUT))).containsExactly("two");
  }

  /**
   * What was damaged on its way is read again, and not refused until S3 has another one. S3 puts an
   * MD5 behind the bytes, for the SDK asks for it ({@code x-amz-te: append-md5}).
   */
  @Test
  void load_checksumIsAnother_isNoDirectoryUntilItIsReadAgain() {
    around.put("one");
    Bytes other = Gzip.compress(Roles.directory(around.now(), "CANARY"));
    Bytes withoutItsMd5 = Bytes.of(Arrays.copyOf(other.copy(), other.length() + 16));
    Headers headers =
        Headers.of("ETag", around.etag()).with("x-amz-transfer-encoding", "append-md5");
    around.faults.next(new Fault.Answer(new Response(200, headers, withoutItsMd5)));
    Refreshed.Source<Snapshot> snapshots = around.fresh();

    assertThat(snapshots.load(TIMEOUT)).isEqualTo(UNAVAILABLE);

    assertThat(around.log()).singleElement().asString().contains("cannot be read");
    around.pass(Duration.ofSeconds(11));
    assertThat(Roles.in(snapshots.load(TIMEOUT))).containsExactly("one");
  }

  /** An outage must not take time from every batch. */
  @Test
  void load_storeFails_isAskedAgainAfterTenSeconds() {
    around.put("one");
    around.faults.always(SnapshotAround.status(500));
    Refreshed.Source<Snapshot> snapshots = around.fresh();
    snapshots.load(TIMEOUT);
    around.pass(Duration.ofSeconds(10));
    snapshots.load(TIMEOUT);
    assertThat(around.faults.strikes()).isOne();
    around.pass(Duration.ofMillis(1));
    around.faults.clear();

    assertThat(Roles.in(snapshots.load(TIMEOUT))).containsExactly("one");
  }

  @Test
  void load_storeHangsOrTrickles_givesUpInTime() {
    around.put("one");
    Refreshed.Source<Snapshot> running = around.fresh();
    Snapshot last = running.load(TIMEOUT);
    around.pass(MINUTE);
    around.log();

    around.faults.always(new Fault.Hang());
    assertThat(running.load(Duration.ofMillis(200))).isSameAs(last);
    assertThat(around.fresh().load(Duration.ofMillis(100))).isEqualTo(UNAVAILABLE);
    around.faults.always(new Fault.Trickle(500_000, Duration.ofMillis(20)));
    assertThat(around.fresh().load(Duration.ofMillis(500))).isEqualTo(UNAVAILABLE);

    assertThat(around.log()).hasSize(3).allMatch(line -> line.contains("no answer in time"));
  }

  @Test
  void load_noTimeLeft_goesOnWithout() {
    assertThat(around.fresh().load(Duration.ZERO)).isEqualTo(UNAVAILABLE);
    assertThat(around.log()).singleElement().asString().contains("no time is left");
    assertThat(around.asked).isEmpty();
  }

  /** A mistake of ours must not cost a batch, and its words may hold anything. */
  @Test
  void load_breaksInAnUnknownWay_goesOnWithoutAndQuotesNothing() {
    Refreshed.Source<Snapshot> broken =
        around.over(
            (seen, timeout) -> {
              throw new IllegalStateException("CANARY");
            },
            1000);

    assertThat(broken.load(TIMEOUT)).isEqualTo(UNAVAILABLE);
    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("\"why\":\"IllegalStateException\"")
        .doesNotContain("CANARY");
    assertThat(around.counts()).isEqualTo("\"SnapshotUnreadable\":1}");
  }
}
