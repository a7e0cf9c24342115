package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.proxy.latency.Received;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That figures are of each request once, and none is lost, whatever goes wrong on their way. */
class LatencyFaultTest {
  private final LatencyWorld world = new LatencyWorld();

  @TempDir private Path directory;

  @BeforeEach
  void keepNothing() throws IOException {
    world.keepPolicyIn(directory);
    world.policy(
        "{\"sampling\":{\"otherwise\":0,\"orphans\":\"drop\"},\"latency\":{\"to\":\"backend\"}}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void figures_sameBatchAgain_countsOnce() {
    OtlpProxy proxy = world.around.proxy();
    Bytes batch = world.around.fresh("01-anonymous-200");
    world.send(proxy, batch);
    world.around.handle(proxy, Surroundings.traces(batch));
    world.flush(proxy);

    assertThat(world.figures()).singleElement().extracting(LatencyWorld::total).isEqualTo(1L);
  }

  /** Kong keeps a batch that was answered 503, and sends it again. */
  @Test
  void figures_batchThatKongKeeps_countsWhenItIsTaken() throws IOException {
    world.policy("{\"latency\":{\"to\":\"backend\"}}");
    OtlpProxy proxy = world.around.proxy();
    Bytes batch = world.around.fresh("01-anonymous-200");
    world.around.lightstepFaults.always(LatencyWorld.status(500));
    assertThat(world.around.handle(proxy, Surroundings.traces(batch)).status()).isEqualTo(503);
    world.around.lightstepFaults.clear();
    world.send(proxy, batch);
    world.flush(proxy);

    assertThat(world.figures()).singleElement().extracting(LatencyWorld::total).isEqualTo(1L);
  }

  @Test
  void figures_backendIsDown_nothingIsLostAndTheSameBytesComeAgain() {
    OtlpProxy proxy = world.around.proxy();
    world.around.lightstepFaults.always(LatencyWorld::isOfMetrics, new Fault.DropAfter());
    LatencyWorld.RECORDINGS.forEach(name -> world.send(proxy, Recording.body(name)));
    world.flush(proxy);
    for (int i = 0; i < 5; i++) {
      world.send(proxy, world.around.fresh("02-consumer-role-arn"));
      world.flush(proxy);
    }
    List<Bytes> seen = world.around.lightstep.deliveries().stream().map(Delivery::body).toList();
    world.around.lightstep.takeDeliveries();
    world.around.lightstepFaults.clear();
    world.send(proxy, world.around.fresh("02-consumer-role-arn"));
    world.flush(proxy);

    List<Received> all = world.figures();
    assertThat(all).hasSize(2);
    assertThat(seen)
        .isNotEmpty()
        .containsOnly(world.around.lightstep.deliveries().getFirst().body());
    assertThat(LatencyWorld.merged(all)).isEqualTo(world.expected.requests());
    assertThat(world.around.metrics()).contains("FigureFailures");
  }

  @Test
  void figures_tokenChanged_goUnderTheNewOne() {
    OtlpProxy proxy = world.around.proxy();
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.flush(proxy);
    world.around.lightstep.refuse(Surroundings.TOKEN);
    world.around.lightstep.accept("CANARY-token-2");
    world.around.putToken("v2", "CANARY-token-2");
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.flush(proxy);

    assertThat(world.around.lightstep.deliveries())
        .extracting(Delivery::token)
        .containsExactly(Surroundings.TOKEN, "CANARY-token-2");
    assertThat(world.around.log()).doesNotContain("CANARY");
  }

  @Test
  void figures_refusedForGood_doNotHoldBackTheNext() {
    OtlpProxy proxy = world.around.proxy();
    world.around.lightstepFaults.next(LatencyWorld.status(400));
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.flush(proxy);
    world.send(proxy, world.around.fresh("02-consumer-role-arn"));
    world.flush(proxy);

    assertThat(world.figures()).singleElement().extracting(LatencyWorld::total).isEqualTo(1L);
    assertThat(world.around.metrics()).contains("FiguresRefused");
    assertThat(world.around.log()).contains("figures are refused, and lost");
  }

  /** A policy that says otherwise begins new figures; the old ones are not lost. */
  @Test
  void figures_policyChanges_thoseBeforeComeToo() throws IOException {
    OtlpProxy proxy = world.around.proxy();
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.policy(
        "{\"sampling\":{\"otherwise\":0},\"latency\":{\"to\":\"backend\",\"max_series\":7}}");
    world.around.pass(Duration.ofMinutes(2));
    world.send(proxy, world.around.fresh("02-consumer-role-arn"));
    world.flush(proxy);

    assertThat(LatencyWorld.merged(world.figures())).isEqualTo(world.expected.requests());
  }

  @Test
  void figures_noTimeIsLeft_waitForTheNextRequest() {
    OtlpProxy proxy = world.around.proxy();
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.around.pass(Duration.ofSeconds(31));
    Request request = Surroundings.request("GET", "/v1/traces", Bytes.EMPTY);
    proxy.handle(request, world.around.now().plus(Slices.ANSWER).plusMillis(200));
    assertThat(world.around.lightstep.deliveries()).isEmpty();

    world.ask(proxy);

    assertThat(world.figures()).singleElement().extracting(LatencyWorld::total).isEqualTo(1L);
  }

  /** The answer waits a second for figures, whatever the budget is. */
  @Test
  void figures_backendHangs_answerDoesNotWaitForIt() {
    OtlpProxy proxy = world.around.proxy();
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.around.lightstepFaults.always(LatencyWorld::isOfMetrics, new Fault.Hang());
    world.around.pass(Duration.ofSeconds(31));
    long before = System.nanoTime();

    assertThat(world.ask(proxy).status()).isEqualTo(405);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThat(world.around.lightstepFaults.strikes()).isPositive();
  }
}
