package dev.konglightstep.standins.sqs;

import static dev.konglightstep.standins.sqs.ScratchSqs.DEAD;
import static dev.konglightstep.standins.sqs.ScratchSqs.HIDDEN;
import static dev.konglightstep.standins.sqs.ScratchSqs.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.konglightstep.core.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceTest {
  private static final EventSourceSettings TEN = EventSourceSettings.of(QUEUE);

  private final ScratchSqs sqs = new ScratchSqs();
  private final List<String> events = new ArrayList<>();
  private String answer = "";

  @Test
  void pollOnce_nothingThere_doesNotCallTheFunction() {
    assertThat(source(TEN).pollOnce().messages()).isZero();
    assertThat(events).isEmpty();
  }

  @Test
  void event_oneMessage_isWrittenAsLambdaDoes() {
    sqs.model.sendMessage(
        new SendMessage(
            QUEUE, "hello", Map.of("name", MessageAttribute.text("value")), Optional.empty()));
    sqs.pass(Duration.ofMillis(7));

    String id = source(TEN).pollOnce().deleted().getFirst();

    String handle = new ReceiptHandle(QUEUE, id, 1).text();
    assertThat(events)
        .containsExactly(
            "{\"Records\":[{\"messageId\":\""
                + id
                + "\",\"receiptHandle\":\""
                + handle
                + "\",\"body\":\"hello\",\"attributes\":{"
                + "\"ApproximateFirstReceiveTimestamp\":\"1795514400007\","
                + "\"ApproximateReceiveCount\":\"1\",\"SenderId\":\"AIDASTANDINSTANDINSTA\","
                + "\"SentTimestamp\":\"1795514400000\"},\"messageAttributes\":{\"name\":{"
                + "\"stringValue\":\"value\",\"stringListValues\":[],\"binaryListValues\":[],"
                + "\"dataType\":\"String\"}},"
                + "\"md5OfMessageAttributes\":\"25ada41cad9d6e55ad5a2b3d2da508a2\","
                + "\"md5OfBody\":\"5d41402abc4b2a76b9719d911017c592\","
                + "\"eventSource\":\"aws:sqs\","
                + "\"eventSourceARN\":\"arn:aws:sqs:eu-west-1:000000000000:spill\","
                + "\"awsRegion\":\"eu-west-1\"}]}");
  }

  @Test
  void event_byLambdasOwnSerializer_isAnSqsEvent() {
    sqs.model.sendMessage(
        new SendMessage(
            QUEUE,
            "hello",
            Map.of("bytes", MessageAttribute.binary(Bytes.of(new byte[] {1, 2}))),
            Optional.empty()));
    source(TEN).pollOnce();

    SQSEvent.SQSMessage message =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
            .fromJson(events.getFirst())
            .getRecords()
            .getFirst();

    assertThat(message.getBody()).isEqualTo("hello");
    assertThat(message.getEventSource()).isEqualTo("aws:sqs");
    assertThat(message.getEventSourceArn()).isEqualTo(SqsModel.arn(QUEUE));
    assertThat(message.getAwsRegion()).isEqualTo("eu-west-1");
    assertThat(message.getMd5OfBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(message.getAttributes()).containsEntry("ApproximateReceiveCount", "1");
    assertThat(message.getMessageAttributes()).containsOnlyKeys("bytes");
    SQSEvent.MessageAttribute bytes = message.getMessageAttributes().values().iterator().next();
    assertThat(bytes.getDataType()).isEqualTo("Binary");
    assertThat(bytes.getBinaryValue().array()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}",
        "{\"other\":1}"
      })
  void answer_withoutFailures_deletesAll(String text) {
    sqs.send("one");
    sqs.send("two");
    answer = text;

    Poll poll = source(TEN).pollOnce();

    assertThat(poll.deleted()).hasSize(2);
    assertThat(poll.trouble()).isEmpty();
    assertThat(sqs.model.stored(QUEUE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[",
        "no JSON",
        "{} {}",
        "[]",
        "\"ok\"",
        "{\"batchItemFailures\":{}}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"itemidentifier\":\"ID\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"ID\"},{\"itemIdentifier\":\"unknown\"}]}",
        "{\"batchItemFailures\":[\"ID\"]}"
      })
  void answer_thatLambdaCannotUse_deletesNothing(String text) {
    String id = sqs.send("one");
    sqs.send("two");
    answer = text.replace("ID", id);

    Poll poll = source(TEN).pollOnce();

    assertThat(poll.kept()).hasSize(2);
    assertThat(poll.trouble()).isPresent();
    assertThat(sqs.model.counts(QUEUE).inFlight()).isEqualTo(2);
  }

  @Test
  void answer_withAFailure_deletesTheOthersAndLeavesItHidden() {
    sqs.send("one");
    String failed = sqs.send("two");
    sqs.send("three");
    answer = "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + failed + "\"}]}";

    Poll poll = source(TEN).pollOnce();

    assertThat(poll.deleted()).hasSize(2);
    assertThat(poll.kept()).containsExactly(failed);
    assertThat(poll.trouble()).isEmpty();
    sqs.pass(HIDDEN.minusMillis(1));
    assertThat(source(TEN).pollOnce().messages()).isZero();
    sqs.pass(Duration.ofMillis(1));
    answer = "";
    assertThat(source(TEN).pollOnce().deleted()).containsExactly(failed);
  }

  @Test
  void answer_withoutReports_isNotRead() {
    String id = sqs.send("one");
    answer = "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + id + "\"}]}";

    assertThat(source(TEN.withoutReports()).pollOnce().deleted()).containsExactly(id);
  }

  @Test
  void function_fails_deletesNothingUntilTheQueueGivesUp() {
    String id = sqs.send("one");
    EventSource failing =
        new EventSource(
            sqs.model,
            TEN,
            event -> {
              throw new IllegalStateException("down");
            });

    for (int i = 0; i < 2; i++) {
      Poll poll = failing.pollOnce();
      assertThat(poll.kept()).containsExactly(id);
      assertThat(poll.trouble().orElseThrow()).hasMessage("down");
      sqs.pass(HIDDEN);
    }

    assertThat(failing.pollOnce().messages()).isZero();
    assertThat(sqs.model.stored(DEAD).getFirst().messageId()).isEqualTo(id);
  }

  @Test
  void function_slowerThanTheTimeout_theMessageComesAgainAndTheLateDeleteDoesNothing() {
    String id = sqs.send("one");
    EventSource other = source(TEN.withoutReports());
    EventSource slow =
        new EventSource(
            sqs.model,
            TEN,
            event -> {
              sqs.pass(HIDDEN);
              sqs.receive();
              return Bytes.EMPTY;
            });

    slow.pollOnce();

    assertThat(sqs.model.counts(QUEUE).inFlight()).isEqualTo(1);
    sqs.pass(HIDDEN);
    other.pollOnce();
    assertThat(sqs.model.stored(DEAD).getFirst().messageId()).isEqualTo(id);
  }

  @Test
  void batch_withAWindow_gathersManyReceives() {
    IntStream.range(0, 45).forEach(i -> sqs.send("m" + i));
    EventSource source = source(TEN.gathering(40, Duration.ofSeconds(1)));

    assertThat(source.pollOnce().messages()).isEqualTo(40);
    assertThat(source.pollOnce().messages()).isEqualTo(5);
  }

  @Test
  void batch_over6Mib_isCutAndTheRestFollows() {
    IntStream.range(0, 8).forEach(i -> sqs.send("x".repeat(1_000_000)));
    EventSource source = source(TEN);

    assertThat(source.pollOnce().messages()).isEqualTo(6);
    assertThat(events.getFirst().length()).isLessThan(6 * 1024 * 1024);
    assertThat(source.pollOnce().messages()).isEqualTo(2);
    assertThat(sqs.model.stored(QUEUE)).isEmpty();
  }

  @Test
  void twice_inOneBatch_isDeletedAll() {
    sqs.model.oddities(Oddity.TWICE);
    sqs.send("one");
    EventSource source = source(TEN.gathering(20, Duration.ofSeconds(1)));

    assertThat(source.pollOnce().deleted()).hasSize(2);

    sqs.pass(HIDDEN);
    assertThat(source.pollOnce().messages()).isZero();
  }

  @Test
  void batchSize_thatLambdaDoesNotTake_isRefused() {
    assertThatThrownBy(() -> TEN.gathering(11, Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEN.gathering(10_001, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEN.gathering(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private EventSource source(EventSourceSettings settings) {
    return new EventSource(
        sqs.model,
        settings,
        event -> {
          events.add(event.text());
          return Bytes.utf8(answer);
        });
  }
}
