package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.s3.PutObject;
import dev.konglightstep.standins.sqs.ReceiveMessage;
import dev.konglightstep.standins.sqs.ReceivedMessage;
import dev.konglightstep.standins.sqs.SendMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From what the queue delivers and what lies in the bucket to what reaches the backend. */
class DrainTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Surroundings around = new Surroundings();
  private final StoresOverHttp stores = new StoresOverHttp(around::now);
  private final Drain drain = around.drain(stores);
  private final Bytes one = around.fresh("01-anonymous-200");
  private final Bytes two = around.fresh("07-rejected-401");

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
    stores.close();
  }

  @Test
  void messages_ofOneKind_goTogether() {
    send(one, two);

    assertThat(drainQueue()).isEmpty();

    assertThat(bodies()).containsExactly(joined(one, two));
    assertThat(around.lightstep.deliveries())
        .extracting(Delivery::token)
        .containsOnly(Surroundings.TOKEN);
  }

  @Test
  void messages_ofTwoKinds_goApart() {
    send(one);
    send(new StoredBatch(Signal.LOGS, "lightstep", 0, around.now(), Gzip.compress(Bytes.EMPTY)));
    send(two);

    assertThat(drainQueue()).isEmpty();

    assertThat(around.lightstep.deliveries())
        .extracting(Delivery::path)
        .containsExactlyInAnyOrder("/traces/otlp/v0.9");
    assertThat(bodies()).containsExactly(joined(one, two));
  }

  @Test
  void messages_overTwoMebibytes_goInSeveralRequests() {
    Bytes batch = around.fresh("11-batch-200");
    Bytes[] twenty = new Bytes[20];
    Arrays.fill(twenty, batch);
    Bytes large = joined(twenty);
    // Each of its own: what is the same goes once.
    send(large, joined(large, one), joined(large, two), joined(one, large));

    assertThat(drainQueue()).isEmpty();

    assertThat(bodies()).hasSize(2);
    assertThat(bodies()).allSatisfy(body -> assertThat(body.length()).isLessThanOrEqualTo(2 << 20));
  }

  @Test
  void messages_deliveredTwice_goOnce() {
    send(one, one);

    assertThat(drainQueue()).isEmpty();

    assertThat(bodies()).containsExactly(one);
  }

  @Test
  void messages_refusedTogether_goOneByOneAndTheBadOneIsKept() {
    send(one, two);
    around.lightstepFaults.next(SpillTest.status(400));
    around.lightstepFaults.next(SpillTest.status(422));

    assertThat(drainQueue()).isEmpty();

    assertThat(bodies()).containsExactly(two);
    assertThat(stores.keys(Keys.QUARANTINE + "refused/")).hasSize(1);
    assertThat(around.log()).contains("the backend refused the batch, status 422");
  }

  @Test
  void messages_tooLargeTogether_goOneByOne() {
    send(one, two);
    around.lightstepFaults.next(SpillTest.status(413));

    assertThat(drainQueue()).isEmpty();

    assertThat(bodies()).containsExactly(one, two);
    assertThat(stores.keys(Keys.QUARANTINE)).isEmpty();
  }

  @Test
  void message_refusedAndNoQuarantine_stays() {
    send(one);
    around.lightstepFaults.next(SpillTest.status(400));
    stores.s3Faults.always(SpillTest.status(503));

    assertThat(drainQueue()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 502, 503, 504, 302, 404})
  void messages_backendDown_stayAndNoneGoesIntoQuarantine(int status) {
    send(one, two);
    around.lightstepFaults.always(SpillTest.status(status));

    assertThat(drainQueue()).hasSize(2);

    assertThat(stores.keys(Keys.QUARANTINE)).isEmpty();
    assertThat(around.lightstepFaults.strikes()).isLessThanOrEqualTo(2);
    assertThat(stores.sqs.counts(StoresOverHttp.QUEUE).inFlight()).isEqualTo(2);
  }

  /** First for 30 s, the queue's own timeout would have been 6 min. */
  @Test
  void messages_backendDown_comeBackLaterEachTime() {
    send(one);
    around.lightstepFaults.always(SpillTest.status(503));
    for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
      assertThat(drainQueue()).hasSize(1);
      around.pass(Duration.ofSeconds(seconds - 3));
      assertThat(receive()).isEmpty();
      around.pass(Duration.ofSeconds(4));
    }
    around.lightstepFaults.clear();
    assertThat(drainQueue()).isEmpty();
    assertThat(bodies()).containsExactly(one);
  }

  @Test
  void messages_backendAsksForAPause_comeBackAfterIt() {
    send(one);
    around.lightstepFaults.always(
        new Fault.Answer(new Response(429, Headers.of("Retry-After", "500"), Bytes.EMPTY)));

    assertThat(drainQueue()).hasSize(1);

    around.pass(Duration.ofSeconds(490));
    assertThat(receive()).isEmpty();
    around.pass(Duration.ofSeconds(11));
    assertThat(receive()).hasSize(1);
  }

  @Test
  void message_withAPointer_isFetchedAndItsObjectGoesAfterwards() {
    String key = point(one);

    assertThat(drainQueue()).isEmpty();

    assertThat(bodies()).containsExactly(one);
    assertThat(stores.keys(key)).isEmpty();
  }

  @Test
  void message_withAPointerAndBackendDown_keepsItsObject() {
    String key = point(one);
    around.lightstepFaults.always(SpillTest.status(503));

    assertThat(drainQueue()).hasSize(1);

    assertThat(stores.keys(key)).hasSize(1);
  }

  @Test
  void message_withAPointerToNothing_staysForAMinute() {
    String key = point(one);
    stores.s3.deleteObject(StoresOverHttp.BUCKET, key);

    assertThat(drainQueue()).hasSize(1);
    around.pass(Duration.ofMinutes(7));
    assertThat(drainQueue()).isEmpty();
  }

  @Test
  void message_bucketDown_stays() {
    point(one);
    stores.s3Faults.always(SpillTest.status(503));

    assertThat(drainQueue()).hasSize(1);
    assertThat(bodies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CANARY", "{\"version\":1}", "{}", "{\"version\":-1,\"encoding\":\"gzip\"}"})
  void message_thatIsNotOurs_goesIntoQuarantine(String body) {
    stores.sqs.sendMessage(SendMessage.of(StoresOverHttp.QUEUE, body));

    assertThat(drainQueue()).isEmpty();

    assertThat(stores.keys(Keys.QUARANTINE + "unreadable/")).hasSize(1);
  }

  /** A function that was deployed later wrote it; it comes back and the message with it. */
  @Test
  void message_ofANewerVersion_stays() {
    String message = SpillFormat.message(batch(one)).replace("\"version\":1", "\"version\":2");
    stores.sqs.sendMessage(SendMessage.of(StoresOverHttp.QUEUE, message));

    assertThat(drainQueue()).hasSize(1);
    assertThat(stores.keys(Keys.QUARANTINE)).isEmpty();
  }

  @Test
  void message_forAnotherBackend_stays() {
    send(new StoredBatch(Signal.TRACES, "another", 9, around.now(), Gzip.compress(one)));

    assertThat(drainQueue()).hasSize(1);
    assertThat(bodies()).isEmpty();
  }

  @Test
  void messages_tokenChanged_goUnderTheNewOne() {
    send(one);
    assertThat(drainQueue()).isEmpty();
    around.lightstep.refuse(Surroundings.TOKEN);
    around.lightstep.accept("CANARY-token-2");
    around.putToken("v2", "CANARY-token-2");
    around.pass(Duration.ofSeconds(11));
    send(two);

    assertThat(drainQueue()).isEmpty();

    assertThat(bodies()).containsExactly(one, two);
  }

  @Test
  void messages_partialSuccess_isKeptAndTold() {
    send(one, two);
    around.lightstep.answerSuccessWith(new ExportResponse(1, "too old").bytes());

    assertThat(drainQueue()).isEmpty();

    assertThat(stores.keys(Keys.QUARANTINE + "partial/")).hasSize(1);
  }

  @Test
  void messages_noTimeLeft_stay() throws IOException {
    send(one);
    String event = event(receive());

    String answer = drain.handle(read(event), around.now().plusSeconds(1));

    assertThat(answer).contains("itemIdentifier");
    assertThat(bodies()).isEmpty();
  }

  /** Each call of a store has what is left, and the last ones nothing: the answer comes. */
  @Test
  void messages_storesStuckAndTimeRunsOut_areStillAnswered() throws IOException {
    send(one, two);
    point(one);
    List<ReceivedMessage> received = receive();
    stores.sqsFaults.always(new Fault.Hang());
    stores.s3Faults.always(new Fault.Hang());

    String answer = drain.handle(read(event(received)), around.now().plusMillis(2_300));

    assertThat(answer.split("itemIdentifier", -1)).hasSize(4);
    assertThat(around.log()).contains("a message cannot be hidden");
  }

  @Test
  void schedule_sendsWhatNothingPointsTo() {
    around.lightstepFaults.always(SpillTest.status(503));
    stores.sqsFaults.always(SpillTest.status(503));
    OtlpProxy proxy = around.proxy(stores.stores());
    List<Bytes> batches = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      batches.add(around.fresh("01-anonymous-200"));
      SpillTest.assertTaken(around.handle(proxy, traces(batches.getLast())));
    }
    assertThat(sweep()).isEqualTo("{\"swept\":0}");
    assertThat(stores.keys(Keys.ALONE)).hasSize(40);

    around.lightstepFaults.clear();
    assertThat(sweep()).isEqualTo("{\"swept\":40}");

    assertThat(stores.keys(Keys.ALONE)).isEmpty();
    assertThat(joined(bodies().toArray(Bytes[]::new)).length())
        .isEqualTo(joined(batches.toArray(Bytes[]::new)).length());
    assertThat(sweep()).isEqualTo("{\"swept\":0}");
  }

  @Test
  void schedule_deletesOnlyWhatWasAccepted() {
    put(Keys.ALONE + "1", SpillFormat.object(batch(one)));
    put(Keys.ALONE + "2", SpillFormat.object(batch(two)));
    around.lightstepFaults.next(SpillTest.status(400));
    around.lightstepFaults.next(SpillTest.status(400));
    around.lightstepFaults.next(SpillTest.status(503));

    assertThat(sweep()).isEqualTo("{\"swept\":1}");

    assertThat(stores.keys(Keys.ALONE)).containsExactly(Keys.ALONE + "2");
    assertThat(stores.keys(Keys.QUARANTINE + "refused/")).hasSize(1);
  }

  @Test
  void schedule_objectThatIsNotOurs_goesIntoQuarantine() {
    put(Keys.ALONE + "1", Bytes.utf8("CANARY"));
    put(Keys.ALONE + "2", SpillFormat.object(batch(two)));

    assertThat(sweep()).isEqualTo("{\"swept\":2}");

    assertThat(bodies()).containsExactly(two);
    assertThat(stores.keys(Keys.ALONE)).isEmpty();
    assertThat(stores.keys(Keys.QUARANTINE + "unreadable/")).hasSize(1);
  }

  @Test
  void schedule_bucketDown_saysSoAndEnds() {
    stores.s3Faults.always(SpillTest.status(503));

    assertThat(sweep()).isEqualTo("{\"swept\":0}");
    assertThat(around.log()).contains("the sweep of the spill ends early");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY",
        "{}",
        "[]",
        "{\"Records\":\"CANARY\"}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"body\":\"CANARY\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}"
      })
  void event_ofAnotherKind_isRefusedAndNotQuoted(String event) {
    assertThatThrownBy(() -> read(event))
        .hasMessageStartingWith("expected ")
        .hasMessageNotContaining("CANARY");
  }

  private void send(Bytes... batches) {
    for (Bytes batch : batches) {
      send(batch(batch));
    }
  }

  private void send(StoredBatch batch) {
    stores.sqs.sendMessage(SendMessage.of(StoresOverHttp.QUEUE, SpillFormat.message(batch)));
  }

  private String point(Bytes plain) {
    String key = Keys.POINTED + "1-one";
    put(key, SpillFormat.object(batch(plain)));
    stores.sqs.sendMessage(
        SendMessage.of(StoresOverHttp.QUEUE, SpillFormat.pointer(batch(plain), key)));
    return key;
  }

  private void put(String key, Bytes object) {
    stores.s3.putObject(PutObject.of(StoresOverHttp.BUCKET, key, object));
  }

  private StoredBatch batch(Bytes plain) {
    return new StoredBatch(Signal.TRACES, "lightstep", 9, around.now(), Gzip.compress(plain));
  }

  /** As Lambda does it: receives, calls, and deletes what was not reported as failed. */
  private List<String> drainQueue() {
    List<ReceivedMessage> received = receive();
    List<String> failed = new ArrayList<>();
    try {
      String answer = drain.handle(read(event(received)), around.now().plusSeconds(60));
      MAPPER
          .readTree(answer)
          .path("batchItemFailures")
          .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    for (ReceivedMessage message : received) {
      if (!failed.contains(message.messageId())) {
        stores.sqs.deleteMessage(StoresOverHttp.QUEUE, message.receiptHandle());
      }
    }
    return failed;
  }

  private List<ReceivedMessage> receive() {
    return stores.sqs.receiveMessage(ReceiveMessage.from(StoresOverHttp.QUEUE));
  }

  private String sweep() {
    try {
      return drain.handle(
          read("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}"),
          around.now().plusSeconds(60));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String event(List<ReceivedMessage> received) {
    ObjectNode event = MAPPER.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (ReceivedMessage message : received) {
      ObjectNode attributes =
          records
              .addObject()
              .put("messageId", message.messageId())
              .put("receiptHandle", message.receiptHandle())
              .put("body", message.body())
              .put("eventSource", "aws:sqs")
              .putObject("attributes");
      message.systemAttributes().forEach(attributes::put);
    }
    return event.toString();
  }

  private static DrainEvent read(String event) throws IOException {
    return DrainEvent.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Bytes> bodies() {
    return around.lightstep.deliveries().stream().map(Delivery::body).toList();
  }

  private static Bytes joined(Bytes... all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Bytes bytes : all) {
      out.writeBytes(bytes.copy());
    }
    return Bytes.of(out.toByteArray());
  }
}
