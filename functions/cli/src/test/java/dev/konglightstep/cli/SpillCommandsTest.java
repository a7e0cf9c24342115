package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.s3.ListObjects;
import dev.konglightstep.standins.s3.StoredObject;
import dev.konglightstep.standins.sqs.ReceiveMessage;
import dev.konglightstep.standins.sqs.SendMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does about the quarantine and about dead letters. */
class SpillCommandsTest {
  private static final Bytes BATCH = Recording.body("01-anonymous-200");
  private static final Fault REFUSED = answer(400);

  private final OperatorSet around = new OperatorSet();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void list_showsWhatIsKeptAndWhy() throws Exception {
    quarantine();

    assertThat(run("quarantine", "list")).isZero();

    assertThat(around.lines()).hasSize(2);
    assertThat(around.lines().getFirst())
        .contains("/v1/traces", "8 items", id(), "the backend refused the batch, status 400");
    assertThat(around.lines().getLast()).isEqualTo("quarantine: 1 kept");
    assertThat(run("quarantine", "list", "--reason", "partial")).isZero();
    assertThat(around.lines()).containsExactly("quarantine: 0 kept");
  }

  @Test
  void show_tellsAllButTheBytes() throws Exception {
    assertThat(around.send("no protobuf, but SECRET-IN-BODY".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(200);

    assertThat(run("quarantine", "show", id())).isZero();

    assertThat(around.lines())
        .contains("reason:    not-otlp", "signal:    /v1/traces", "source:    OtlpProxy")
        .contains("header:    content-type: application/x-protobuf")
        .contains("header:    x-ingest-key: (not kept)");
    assertThat(around.all()).doesNotContain("SECRET-IN-BODY").doesNotContain("CANARY-key");
  }

  @Test
  void show_body_isWrittenForTheOperatorAlone() throws Exception {
    quarantine();
    Path file = directory.resolve("body");

    assertThat(run("quarantine", "show", id(), "--body", file.toString())).isZero();

    assertThat(Files.readAllBytes(file)).isEqualTo(BATCH.copy());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("quarantine", "show", id(), "--body", file.toString())).isEqualTo(1);
  }

  @Test
  void resubmit_accepted_isTakenOut() throws Exception {
    quarantine();

    assertThat(run("quarantine", "resubmit", id())).isZero();

    assertThat(around.lines()).singleElement().asString().endsWith("sent: 8 items");
    assertThat(ids()).isEmpty();
    assertThat(around.lightstep().deliveries()).hasSize(1);
    assertThat(around.lightstep().deliveries().getFirst().body()).isEqualTo(BATCH);
  }

  @Test
  void resubmit_refusedAgain_stays() throws Exception {
    quarantine();
    around.lightstepFaults().always(REFUSED);

    assertThat(run("quarantine", "resubmit", id())).isEqualTo(1);

    assertThat(around.lines()).singleElement().asString().contains("refused again: ", "400");
    assertThat(ids()).hasSize(1);
  }

  @Test
  void resubmit_lightstepDown_stays() throws Exception {
    quarantine();
    around.lightstepFaults().always(answer(503));

    assertThat(run("quarantine", "resubmit", "--all")).isEqualTo(1);

    assertThat(around.lines()).singleElement().asString().contains("not sent: ", "503");
    assertThat(ids()).hasSize(1);
  }

  @Test
  void resubmit_stillNoOtlp_stays() throws Exception {
    around.send("no protobuf".getBytes(StandardCharsets.UTF_8));

    assertThat(run("quarantine", "resubmit", "--all", "--reason", "not-otlp")).isEqualTo(1);

    assertThat(around.lines()).singleElement().asString().contains("cannot be read: ");
    assertThat(ids()).hasSize(1);
  }

  /** Lightstep takes all but the one span that is too large: that one stays, by itself. */
  @Test
  void resubmit_acceptedInPart_keepsTheRest() throws Exception {
    around.lightstepFaults().next(REFUSED);
    around.send(Recording.body("10-secrets-in-url-and-sql").copy());
    String before = id();
    around.lightstep().refuseMoreThan(800);

    assertThat(run("quarantine", "resubmit", before)).isEqualTo(1);

    assertThat(around.lines()).singleElement().asString().contains("sent: ", " stay: ");
    assertThat(ids()).hasSize(1).doesNotContain(before);
    assertThat(around.lightstep().deliveries()).isNotEmpty();
  }

  @Test
  void quarantine_badInput_saysWhatIsExpected() throws Exception {
    assertThat(run("quarantine", "list", "--reason", "bad")).isEqualTo(2);
    assertThat(around.errors())
        .contains("--reason: expected one of not-otlp, refused, partial, unreadable");
    assertThat(run("quarantine", "show", "refused/1-nothing")).isEqualTo(2);
    assertThat(around.errors()).contains("refused/1-nothing: nothing of this id is in quarantine");
    assertThat(run("quarantine", "resubmit")).isEqualTo(2);
    assertThat(run("quarantine", "resubmit", "--all", "one")).isEqualTo(2);
    assertThat(around.errors()).contains("expected ids, or --all with or without --reason");
    around.environment.remove("SPILL_BUCKET");
    assertThat(run("quarantine", "list")).isEqualTo(2);
    assertThat(around.errors()).contains("SPILL_BUCKET");
  }

  @Test
  void redrive_movesDeadLettersBack() {
    String dead = LocalAws.deadLetters(queue());
    around.aws().queues().sendMessage(SendMessage.of(queue(), "dead"));
    for (int i = 0; i <= 1000; i++) {
      around
          .aws()
          .queues()
          .receiveMessage(ReceiveMessage.from(queue()))
          .forEach(
              message ->
                  around
                      .aws()
                      .queues()
                      .changeMessageVisibility(queue(), message.receiptHandle(), Duration.ZERO));
    }
    assertThat(around.aws().queues().stored(dead)).hasSize(1);

    assertThat(run("redrive", "--wait")).isZero();

    assertThat(around.lines())
        .containsSubsequence("redrive: about 1 messages go back into the queue");
    assertThat(around.aws().queues().stored(dead)).isEmpty();
    assertThat(around.aws().queues().stored(queue())).hasSize(1);
  }

  @Test
  void redrive_nothing_saysSo() {
    assertThat(run("redrive")).isZero();
    assertThat(around.lines()).containsExactly("redrive: there are no dead letters");
  }

  @Test
  void redrive_withoutAQueue_isBadInput() {
    around.environment.remove("SPILL_QUEUE_URL");

    assertThat(run("redrive")).isEqualTo(2);
    assertThat(around.errors()).contains("SPILL_QUEUE_URL");
  }

  private void quarantine() throws IOException, InterruptedException {
    around.lightstepFaults().next(REFUSED);
    assertThat(around.send(BATCH.copy())).isEqualTo(200);
  }

  private int run(String... args) {
    return around.run(args);
  }

  private String id() {
    return ids().getFirst();
  }

  private List<String> ids() {
    String bucket = around.environment.getOrDefault("SPILL_BUCKET", LocalSet.SPILL);
    return around
        .aws()
        .buckets()
        .listObjects(ListObjects.of(bucket, "quarantine/"))
        .objects()
        .stream()
        .map(StoredObject::key)
        .map(key -> key.substring("quarantine/".length()))
        .toList();
  }

  private String queue() {
    return around.environment.getOrDefault("SPILL_QUEUE_URL", LocalSet.SPILL);
  }

  private static Fault answer(int status) {
    return new Fault.Answer(new Response(status, Headers.NONE, Bytes.EMPTY));
  }
}
