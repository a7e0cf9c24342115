package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.s3.ListObjects;
import dev.konglightstep.standins.s3.PutObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each sample event of the drain, in its handler. */
class SpillEventsTest {
  private final LocalSet set = LocalSet.start(Map.of());
  private final LightstepModel lightstep = set.lightstep().orElseThrow().model();
  private final LocalAws aws = set.aws().orElseThrow().model();

  @AfterEach
  void close() {
    set.close();
  }

  @Test
  void events_areTheseAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(Project.file("events/spill-drain"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("sqs-batch.json", "scheduled.json");
    }
  }

  @Test
  void sqsBatch_twoBatchesAndAPointerToNothing_isDoneInOneRequest() throws IOException {
    assertThat(handle("sqs-batch")).isEqualTo("{\"batchItemFailures\":[]}");

    assertThat(lightstep.deliveries())
        .extracting(Delivery::body)
        .containsExactly(
            joined(Recording.body("01-anonymous-200"), Recording.body("07-rejected-401")));
    assertThat(lightstep.deliveries())
        .extracting(Delivery::token)
        .containsExactly(LocalSet.DEFAULT_TOKEN);
  }

  @Test
  void scheduled_nothingThere_sweepsNothing() throws IOException {
    assertThat(handle("scheduled")).isEqualTo("{\"swept\":0}");
  }

  @Test
  void scheduled_aBatchWithoutAMessage_isSwept() throws IOException {
    Bytes body = Recording.body("01-anonymous-200");
    StoredBatch batch =
        new StoredBatch(Signal.TRACES, "lightstep", 8, Instant.now(), Gzip.compress(body));
    aws.buckets()
        .putObject(PutObject.of(LocalSet.SPILL, "spill/alone/1-abc", SpillFormat.object(batch)));

    assertThat(handle("scheduled")).isEqualTo("{\"swept\":1}");

    assertThat(lightstep.deliveries()).extracting(Delivery::body).containsExactly(body);
    assertThat(aws.buckets().listObjects(ListObjects.of(LocalSet.SPILL, "")).objects()).isEmpty();
  }

  private String handle(String name) throws IOException {
    byte[] event = Files.readAllBytes(Project.file("events/spill-drain/" + name + ".json"));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Functions.handler("SpillDrainFunction", set.environment())
        .handleRequest(new ByteArrayInputStream(event), answer, new LocalContext("test"));
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static Bytes joined(Bytes one, Bytes other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(one.copy());
    all.writeBytes(other.copy());
    return Bytes.of(all.toByteArray());
  }
}
