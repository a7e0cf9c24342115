package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.standins.http.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How it is told that nobody looks after the directory any more. */
class SnapshotAgeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MINUTE = Duration.ofSeconds(61);

  private final SnapshotAround around = new SnapshotAround();

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void load_tooOld_isSaidOnceAndUsedAllTheSame() {
    around.put("one");
    Refreshed.Source<Snapshot> snapshots =
        around.fresh(Map.of("PRINCIPALS_URI", SnapshotAround.URI, "SNAPSHOT_MAX_AGE", "PT1H"));
    Snapshot one = snapshots.load(TIMEOUT);
    around.pass(Duration.ofHours(1));
    assertThat(snapshots.load(TIMEOUT)).isSameAs(one);
    around.log();
    assertThat(around.counts()).isEqualTo("\"SnapshotAge\":3600}");

    for (int i = 0; i < 3; i++) {
      around.pass(MINUTE);
      assertThat(snapshots.load(TIMEOUT)).isSameAs(one);
    }

    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("the directory of principals is too old", "\"age_seconds\":3692");
    assertThat(around.counts()).isEqualTo("\"SnapshotTooOld\":3,\"SnapshotAge\":3814}");
    around.put("one");
    around.pass(MINUTE);
    snapshots.load(TIMEOUT);
    assertThat(around.log()).anyMatch(line -> line.contains("is not too old any more"));
    assertThat(around.counts()).isEqualTo("\"SnapshotAge\":61}");
  }

  /** Nobody would see a map that does not run while S3 does not answer either. */
  @Test
  void load_tooOldAndStoreDown_isSaidToo() {
    around.put("one");
    Refreshed.Source<Snapshot> snapshots = around.fresh();
    snapshots.load(TIMEOUT);
    around.pass(Duration.ofHours(7));
    around.faults.always(new Fault.DropBefore());

    snapshots.load(TIMEOUT);

    assertThat(around.log()).anyMatch(line -> line.contains("is too old"));
    assertThat(around.counts())
        .isEqualTo("\"SnapshotTooOld\":1,\"SnapshotUnreadable\":1,\"SnapshotAge\":25200}");
  }

  /** Clocks differ. */
  @Test
  void load_writtenInTheFuture_isAsOldAsNothing() {
    around.putBytes(Roles.directory(around.now().plusSeconds(60), "one"));

    around.fresh().load(TIMEOUT);

    assertThat(around.counts()).isEqualTo("\"SnapshotAge\":0}");
  }
}
