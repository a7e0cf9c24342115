package dev.konglightstep.proxy;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.platform.Refreshed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which directory is in use, in an environment that has one and in one that has none. */
class SnapshotLoadingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MINUTE = Duration.ofSeconds(61);
  private static final Snapshot UNAVAILABLE = new Snapshot.Unavailable();

  private final SnapshotAround around = new SnapshotAround();

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void load_noUri_isNoneForEver() {
    Refreshed.Source<Snapshot> none = around.fresh(Map.of());

    assertThat(none.load(Duration.ZERO)).isEqualTo(new Snapshot.None());
    around.pass(Duration.ofDays(3650));
    assertThat(none.load(Duration.ZERO)).isEqualTo(new Snapshot.None());
    assertThat(around.counts()).isEmpty();
  }

  @Test
  void load_gzip_isTheDirectory() {
    around.put("orders-client");

    assertThat(Roles.in(around.fresh().load(TIMEOUT))).containsExactly("orders-client");
    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("a directory of principals is in use", SnapshotAround.URI, "\"lines\":2")
        .doesNotContain("orders-client");
  }

  @Test
  void load_plainText_isTheDirectory() {
    around.putBytes(Roles.directory(around.now(), "orders-client"));

    assertThat(Roles.in(around.fresh().load(TIMEOUT))).containsExactly("orders-client");
  }

  @Test
  void load_unchanged_isTheSameObjectAndIsNotReadAgain() {
    around.put("one");
    Refreshed.Source<Snapshot> snapshots = around.fresh();
    Snapshot first = snapshots.load(TIMEOUT);
    assertThat(snapshots.load(TIMEOUT)).isSameAs(first);
    String tag = around.etag();

    around.pass(MINUTE);
    assertThat(snapshots.load(TIMEOUT)).isSameAs(first);

    assertThat(around.asked).containsExactly(" 200", tag + " 304");
  }

  @Test
  void load_changed_isTheNewOneWithinAMinute() {
    around.put("one");
    Refreshed.Source<Snapshot> snapshots = around.fresh();
    Snapshot first = snapshots.load(TIMEOUT);

    around.put("one", "two");
    assertThat(snapshots.load(TIMEOUT)).isSameAs(first);
    around.pass(MINUTE);

    assertThat(Roles.in(snapshots.load(TIMEOUT))).containsExactly("one", "two");
  }

  /** Each holds a name that must not be printed. */
  static Stream<Arguments> unusable() {
    Bytes text = Bytes.utf8("kong-lightstep-principals 1 0123456789abcdef 1\nCANARY\t1\t-\ta=b\n");
    byte[] damaged = Gzip.compress(text).copy();
    damaged[20] ^= 1;
    Bytes gzip = Gzip.compress(text);
    return Stream.of(
        Arguments.of("damaged", Bytes.of(damaged), "the gzip is damaged"),
        Arguments.of("cut", gzip.slice(0, gzip.length() - 12), "the gzip"),
        Arguments.of("empty", Bytes.EMPTY, "line 1: expected kong-lightstep-principals 1"),
        Arguments.of(
            "no directory",
            Gzip.compress(Bytes.utf8("CANARY")),
            "line 1: expected kong-lightstep-principals 1"),
        Arguments.of("a line cut", Gzip.compress(text.slice(0, text.length() - 9)), "line 2:"),
        Arguments.of("its last line feed", text.slice(0, text.length() - 1), "line 2:"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void load_newestCannotBeUsed_theOneBeforeStaysAndItIsSaidOnce(
      String what, Bytes object, String why) {
    around.put("one");
    Refreshed.Source<Snapshot> snapshots = around.fresh();
    Snapshot good = snapshots.load(TIMEOUT);
    around.log();
    around.asked.clear();

    around.putBytes(object);
    for (int i = 0; i < 3; i++) {
      around.pass(MINUTE);
      assertThat(snapshots.load(TIMEOUT)).isSameAs(good);
    }

    String tag = around.etag();
    assertThat(around.asked).endsWith(tag + " 304", tag + " 304").hasSize(3);
    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("the directory of principals is refused; the one before stays")
        .contains("\"level\":\"error\"", SnapshotAround.URI, why)
        .doesNotContain("CANARY");
    assertThat(around.counts()).contains("\"SnapshotRefused\":3", "\"SnapshotAge\":183");
  }

  @Test
  void load_freshAndNewestCannotBeUsed_isUnavailableUntilItIsMended() {
    around.putBytes(Bytes.utf8("CANARY"));
    Refreshed.Source<Snapshot> snapshots = around.fresh();

    assertThat(snapshots.load(TIMEOUT)).isEqualTo(UNAVAILABLE);

    assertThat(around.log()).singleElement().asString().contains("is refused\"");
    assertThat(around.counts()).isEqualTo("\"SnapshotRefused\":1}");
    around.put("one");
    around.pass(MINUTE);
    assertThat(Roles.in(snapshots.load(TIMEOUT))).containsExactly("one");
    assertThat(around.counts()).isEqualTo("\"SnapshotAge\":61}");
  }

  @Test
  void load_refusedMendedAndRefusedAgain_isSaidAgain() {
    around.putBytes(Bytes.utf8("CANARY"));
    Refreshed.Source<Snapshot> snapshots = around.fresh();
    snapshots.load(TIMEOUT);
    around.put("one");
    around.pass(MINUTE);
    snapshots.load(TIMEOUT);
    around.log();

    around.putBytes(Bytes.utf8("CANARY"));
    around.pass(MINUTE);
    snapshots.load(TIMEOUT);

    assertThat(around.log()).singleElement().asString().contains("is refused; the one before");
  }

  @Test
  void load_longerThanItMayBe_isNotRead() {
    Bytes text = Roles.directory(around.now(), "one", "two");
    around.putBytes(text);

    assertThat(around.atMost(text.length()).load(TIMEOUT)).isInstanceOf(Snapshot.Loaded.class);
    assertThat(around.atMost(text.length() - 1).load(TIMEOUT)).isEqualTo(UNAVAILABLE);
    around.putBytes(Gzip.compress(text));
    assertThat(around.atMost(text.length()).load(TIMEOUT)).isInstanceOf(Snapshot.Loaded.class);
    assertThat(around.atMost(text.length() - 1).load(TIMEOUT)).isEqualTo(UNAVAILABLE);

    assertThat(around.log())
        .filteredOn(line -> line.contains("is refused"))
        .hasSize(2)
        .allMatch(
            line -> line.contains("expected at most " + (text.length() - 1) + " bytes of text"));
    assertThat(around.counts()).contains("\"SnapshotRefused\":2");
  }

  /** A limit of a fixed size would end a process with a small heap. */
  @Test
  void load_textOfAnEighthOfTheHeap_isTooLong(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("principals.txt");
    long eighth = Runtime.getRuntime().maxMemory() / 8;
    try (SeekableByteChannel sparse =
        Files.newByteChannel(file, EnumSet.of(CREATE_NEW, WRITE, SPARSE))) {
      sparse.position(Math.min(eighth, 1 << 28)).write(ByteBuffer.wrap(new byte[1]));
    }

    assertThat(around.fresh(Map.of("PRINCIPALS_URI", "file:" + file)).load(TIMEOUT))
        .isEqualTo(UNAVAILABLE);

    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("expected at most " + Math.min(eighth, 1 << 28) + " bytes of text");
  }

  @Test
  void load_neverWritten_isUnavailableUntilItIs() {
    Refreshed.Source<Snapshot> snapshots = around.fresh();

    assertThat(snapshots.load(TIMEOUT)).isEqualTo(UNAVAILABLE);
    around.pass(MINUTE);
    assertThat(snapshots.load(TIMEOUT)).isEqualTo(UNAVAILABLE);

    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("\"there is no directory of principals\"", "it is not there");
    assertThat(around.counts()).isEqualTo("\"SnapshotAbsent\":2}");
    around.put("one");
    around.pass(MINUTE);
    assertThat(Roles.in(snapshots.load(TIMEOUT))).containsExactly("one");
  }

  @Test
  void load_deleted_theLastOneStaysAndItIsSaid() {
    around.put("one");
    Refreshed.Source<Snapshot> snapshots = around.fresh();
    Snapshot last = snapshots.load(TIMEOUT);
    around.log();

    around.s3.deleteObject(SnapshotAround.BUCKET, SnapshotAround.KEY);
    for (int i = 0; i < 2; i++) {
      around.pass(MINUTE);
      assertThat(snapshots.load(TIMEOUT)).isSameAs(last);
    }

    assertThat(around.log())
        .singleElement()
        .asString()
        .contains("there is no directory of principals; the one before stays");
    assertThat(around.counts()).contains("\"SnapshotAbsent\":2", "\"SnapshotAge\":122");
  }

  @Test
  void load_file_isFollowed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("principals.txt.gz");
    Refreshed.Source<Snapshot> snapshots = around.fresh(Map.of("PRINCIPALS_URI", "file:" + file));
    assertThat(snapshots.load(TIMEOUT)).isEqualTo(UNAVAILABLE);

    Files.write(file, Gzip.compress(Roles.directory(around.now(), "one")).copy());
    around.pass(MINUTE);
    Snapshot one = snapshots.load(TIMEOUT);
    assertThat(Roles.in(one)).containsExactly("one");
    around.pass(MINUTE);
    assertThat(snapshots.load(TIMEOUT)).isSameAs(one);

    Files.writeString(file, "CANARY");
    around.pass(MINUTE);
    assertThat(snapshots.load(TIMEOUT)).isSameAs(one);
    Files.delete(file);
    around.pass(MINUTE);
    assertThat(snapshots.load(TIMEOUT)).isSameAs(one);
    assertThat(around.fresh(Map.of("PRINCIPALS_URI", "file:" + folder)).load(TIMEOUT))
        .isEqualTo(UNAVAILABLE);
    assertThat(around.counts())
        .contains("\"SnapshotAbsent\":2", "\"SnapshotRefused\":1", "\"SnapshotUnreadable\":1");
  }
}
