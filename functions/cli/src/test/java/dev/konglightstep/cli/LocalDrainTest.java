package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.s3.PutObject;
import dev.konglightstep.standins.sqs.SendMessage;
import dev.konglightstep.standins.sqs.StoredMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The drain that runs beside the local set. */
class LocalDrainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Bytes BODY = Recording.body("01-anonymous-200");
  private static final StoredBatch BATCH =
      new StoredBatch(
          Signal.TRACES,
          "lightstep",
          8,
          Instant.parse("2026-11-24T10:00:00Z"),
          Gzip.compress(BODY));

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final LocalSet set = LocalSet.start(Map.of("LOCAL_TOKEN", "CANARY-token"));
  private final LightstepModel lightstep = set.lightstep().orElseThrow().model();
  private final LocalAws aws = set.aws().orElseThrow().model();
  private final LocalSpill spill = LocalSpill.of(set);

  @AfterEach
  void close() {
    set.close();
    assertThat(logged.toString(StandardCharsets.UTF_8)).doesNotContain("CANARY");
  }

  @Test
  void drain_aMessage_goesToTheBackendAndLeavesTheQueue() throws InterruptedException {
    run();

    aws.queues().sendMessage(SendMessage.of(LocalSet.SPILL, SpillFormat.message(BATCH)));

    assertThat(spill.awaitEmpty(PATIENCE)).isTrue();
    assertThat(lightstep.deliveries()).extracting(Delivery::body).containsExactly(BODY);
  }

  @Test
  void drain_anObjectWithoutAMessage_isSwept() throws InterruptedException {
    run();

    aws.buckets()
        .putObject(PutObject.of(LocalSet.SPILL, "spill/alone/1-a", SpillFormat.object(BATCH)));

    assertThat(spill.awaitEmpty(PATIENCE)).isTrue();
    assertThat(lightstep.deliveries()).extracting(Delivery::body).containsExactly(BODY);
  }

  @Test
  void drain_theBackendIsDown_leavesTheMessageHidden() throws InterruptedException {
    set.lightstep()
        .orElseThrow()
        .faults()
        .always(new Fault.Answer(new Response(503, Headers.NONE, Bytes.EMPTY)));
    run();

    aws.queues().sendMessage(SendMessage.of(LocalSet.SPILL, SpillFormat.message(BATCH)));

    assertThat(set.lightstep().orElseThrow().faults().awaitStrikes(1, 60)).isTrue();
    assertThat(spill.left()).containsExactly(BATCH);
    assertThat(aws.queues().stored(LocalSet.SPILL))
        .extracting(StoredMessage::state)
        .containsExactly(StoredMessage.State.IN_FLIGHT);
    assertThat(lightstep.deliveries()).isEmpty();
  }

  @Test
  void close_ofTheSet_endsTheDrain() {
    run();
    assertThat(drains()).isOne();

    set.close();

    assertThat(drains()).isZero();
  }

  /** A real queue has its own drain. */
  @Test
  void runDrain_realAws_runsNothing() {
    try (LocalSet real = LocalSet.start(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"))) {
      real.runDrain(Duration.ofMillis(100), System.err);

      assertThat(drains()).isZero();
    }
  }

  private void run() {
    set.runDrain(Duration.ofMillis(100), new PrintStream(logged, true, StandardCharsets.UTF_8));
  }

  private static long drains() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("drain"))
        .filter(Thread::isAlive)
        .count();
  }
}
