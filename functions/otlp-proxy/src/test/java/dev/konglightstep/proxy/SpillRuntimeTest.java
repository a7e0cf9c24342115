package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.SpillMessage;
import dev.konglightstep.standins.aws.AwsFace;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.runtime.Outcome;
import dev.konglightstep.standins.runtime.RuntimeFace;
import dev.konglightstep.standins.runtime.RuntimeModel;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.sqs.EventSource;
import dev.konglightstep.standins.sqs.EventSourceSettings;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both functions under Lambda's own runtime interface client, each in its own process: a batch that
 * Lightstep does not take, from Kong's event to the queue, and from the queue's event to Lightstep.
 */
@EnabledOnOs(OS.LINUX)
class SpillRuntimeTest {
  private static final Path EVENT =
      Path.of(
          System.getProperty("project.root", "../.."),
          "events/otlp-proxy/function-url-traces.json");
  private static final long PATIENCE_SECONDS = 60;

  private final Surroundings around = new Surroundings();
  private final SqsModel sqs = new SqsModel(around::now, 1);
  private final S3Model s3 = new S3Model(around::now);
  private final LoopbackServer aws =
      LoopbackServer.start(
          new AwsFace(new SecretsManagerFace(around.secrets), new SqsFace(sqs), new S3Face(s3)),
          new Faults());
  @TempDir private Path directory;

  @BeforeEach
  void prepare() {
    sqs.createQueue("spill");
    s3.createBucket("spill");
    around.putKey("v2", "local-ingest-key");
    around.environment.put("AWS_ENDPOINT_URL", aws.url().toString());
    around.environment.put("SPILL_QUEUE_URL", aws.url() + "/" + SqsModel.ACCOUNT + "/spill");
    around.environment.put("SPILL_BUCKET", "spill");
    around.environment.remove("ANSWER_BUDGET");
  }

  @AfterEach
  void close() {
    aws.close();
    around.close();
  }

  @Test
  void batch_thatLightstepDoesNotTake_arrivesThroughTheDrain() throws Exception {
    around.lightstepFaults.next(SpillTest.status(503));
    try (Function proxy = new Function(OtlpProxyHandler.class)) {
      assertThat(proxy.invoke(Bytes.of(Files.readAllBytes(EVENT)))).contains("\"statusCode\":200");
    }
    assertThat(around.lightstep.deliveries()).isEmpty();
    Bytes stored = onlyMessage();

    try (Function drain = new Function(SpillDrainHandler.class)) {
      new EventSource(
              sqs, EventSourceSettings.of("spill"), event -> Bytes.utf8(drain.invoke(event)))
          .pollOnce();
    }

    assertThat(around.lightstep.deliveries()).extracting(Delivery::body).containsExactly(stored);
    assertThat(sqs.stored("spill")).isEmpty();
  }

  private Bytes onlyMessage() throws Exception {
    assertThat(sqs.stored("spill")).hasSize(1);
    SpillMessage message = SpillFormat.readMessage(sqs.stored("spill").getFirst().body());
    return StoresOverHttp.plain(((SpillMessage.Whole) message).batch());
  }

  /** A function with a runtime API of its own: a dead one's last question would take an event. */
  private final class Function implements AutoCloseable {
    private final RuntimeModel lambda =
        new RuntimeModel(InstantSource.system(), Duration.ofSeconds(60));
    private final LoopbackServer api = LoopbackServer.start(new RuntimeFace(lambda), new Faults());
    private final LambdaProcess process;

    Function(Class<?> handler) throws IOException {
      this.process =
          LambdaProcess.start(
              handler, api.url(), around.environment, directory.resolve(handler.getSimpleName()));
    }

    String invoke(Bytes event) throws InterruptedException {
      Outcome outcome = lambda.awaitOutcome(lambda.invoke(event), PATIENCE_SECONDS).orElseThrow();
      return switch (outcome) {
        case Outcome.Answered answered -> answered.answer().text();
        case Outcome.Failed failed -> throw new AssertionError(failed.report().text());
      };
    }

    @Override
    public void close() throws IOException {
      assertThat(process.output()).doesNotContain("CANARY");
      process.close();
      api.close();
    }
  }
}
