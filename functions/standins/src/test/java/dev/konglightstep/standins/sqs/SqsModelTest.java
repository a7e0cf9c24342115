package dev.konglightstep.standins.sqs;

import static dev.konglightstep.standins.sqs.ScratchSqs.DEAD;
import static dev.konglightstep.standins.sqs.ScratchSqs.HIDDEN;
import static dev.konglightstep.standins.sqs.ScratchSqs.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What time does to messages; the calls themselves are tried by AWS's SDK. */
class SqsModelTest {
  private static final Duration TICK = Duration.ofMillis(1);

  private final ScratchSqs sqs = new ScratchSqs();

  @Test
  void receive_hidden_comesAgainWhenTheTimeIsUpAndNotBefore() {
    sqs.send("one");
    sqs.receive();

    sqs.pass(HIDDEN.minus(TICK));
    assertThat(sqs.receive()).isEmpty();
    sqs.pass(TICK);
    ReceivedMessage again = sqs.receive().getFirst();
    assertThat(again.receiveCount()).isEqualTo(2);
    assertThat(again.firstReceived()).isEqualTo(ScratchSqs.START);
  }

  @Test
  void receive_withItsOwnTimeout_isHiddenForThat() {
    sqs.send("one");
    sqs.model.receiveMessage(new ReceiveMessage(QUEUE, 1, Optional.of(Duration.ofSeconds(5))));

    sqs.pass(Duration.ofSeconds(5));
    assertThat(sqs.receive()).hasSize(1);
  }

  @Test
  void receive_manyMessages_givesTheOldestTen() {
    for (int i = 0; i < 12; i++) {
      sqs.send("m" + i);
    }

    assertThat(ScratchSqs.bodies(sqs.receive()))
        .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    assertThat(ScratchSqs.bodies(sqs.receive())).containsExactly("m10", "m11");
  }

  @Test
  void delay_ofTheMessageOrElseOfTheQueue_counts() {
    sqs.model.setQueueAttributes(
        QUEUE, sqs.model.settings(QUEUE).withDelay(Duration.ofSeconds(60)));
    sqs.send("queue's");
    sqs.model.sendMessage(
        new SendMessage(QUEUE, "own", Map.of(), Optional.of(Duration.ofSeconds(10))));
    assertThat(sqs.model.counts(QUEUE)).isEqualTo(new QueueCounts(0, 0, 2));

    sqs.pass(Duration.ofSeconds(10));
    assertThat(ScratchSqs.bodies(sqs.receive())).containsExactly("own");
    sqs.pass(Duration.ofSeconds(50));
    assertThat(ScratchSqs.bodies(sqs.receive())).contains("queue's");
  }

  @Test
  void delete_byAnOldHandle_succeedsAndDeletesNothing() {
    sqs.send("one");
    String old = sqs.receive().getFirst().receiptHandle();
    sqs.pass(HIDDEN);
    String latest = sqs.receive().getFirst().receiptHandle();

    sqs.model.deleteMessage(QUEUE, old);
    assertThat(sqs.model.counts(QUEUE).all()).isEqualTo(1);
    sqs.model.deleteMessage(QUEUE, latest);
    assertThat(sqs.model.counts(QUEUE).all()).isZero();
  }

  @Test
  void delete_afterTheTimeIsUp_stillDeletes() {
    sqs.send("one");
    String handle = sqs.receive().getFirst().receiptHandle();
    sqs.pass(HIDDEN.multipliedBy(2));

    sqs.model.deleteMessage(QUEUE, handle);

    assertThat(sqs.receive()).isEmpty();
  }

  @Test
  void delete_byAnotherQueuesHandle_isRefused() {
    sqs.send("one");
    String handle = sqs.receive().getFirst().receiptHandle();

    assertThatThrownBy(() -> sqs.model.deleteMessage(DEAD, handle))
        .isInstanceOfSatisfying(
            SqsFailure.class,
            e -> assertThat(e.code()).isEqualTo(SqsFailure.Code.RECEIPT_HANDLE_IS_INVALID));
  }

  @Test
  void changeVisibility_countsFromNow() {
    sqs.send("one");
    String handle = sqs.receive().getFirst().receiptHandle();
    sqs.pass(Duration.ofSeconds(20));

    sqs.model.changeMessageVisibility(QUEUE, handle, Duration.ofSeconds(15));

    sqs.pass(Duration.ofSeconds(15).minus(TICK));
    assertThat(sqs.receive()).isEmpty();
    sqs.pass(TICK);
    assertThat(sqs.receive()).hasSize(1);
  }

  @Test
  void changeVisibility_over12HoursSinceTheReceive_isRefusedAndChangesNothing() {
    sqs.send("one");
    String handle = sqs.receive().getFirst().receiptHandle();
    sqs.model.changeMessageVisibility(QUEUE, handle, Duration.ofHours(12));
    sqs.pass(Duration.ofHours(1));

    assertThatThrownBy(
            () ->
                sqs.model.changeMessageVisibility(
                    QUEUE, handle, Duration.ofHours(11).plusSeconds(1)))
        .isInstanceOf(SqsFailure.class)
        .hasMessageContaining("beyond the limit [43200 seconds]");
    sqs.model.changeMessageVisibility(QUEUE, handle, Duration.ofHours(11));
    sqs.pass(Duration.ofHours(11));
    assertThat(sqs.receive()).hasSize(1);
  }

  @Test
  void changeVisibility_visibleAgain_isNoErrorAndHidesNothing() {
    sqs.send("one");
    String handle = sqs.receive().getFirst().receiptHandle();
    sqs.pass(HIDDEN);

    sqs.model.changeMessageVisibility(QUEUE, handle, HIDDEN);

    assertThat(sqs.receive()).hasSize(1);
  }

  @Test
  void retention_isOver_dropsReceivedOnesToo() {
    sqs.send("one");
    sqs.pass(Duration.ofDays(4).minus(TICK));
    assertThat(sqs.receive()).hasSize(1);
    sqs.pass(TICK);
    assertThat(sqs.model.stored(QUEUE)).isEmpty();
  }

  @Test
  void retention_inTheDeadLetterQueue_countsFromTheFirstSending() {
    String id = sqs.send("one");
    sqs.pass(Duration.ofDays(3));
    for (int i = 0; i < 3; i++) {
      sqs.peek(QUEUE);
    }
    StoredMessage dead = sqs.model.stored(DEAD).getFirst();
    assertThat(dead.messageId()).isEqualTo(id);
    assertThat(dead.sent()).isEqualTo(ScratchSqs.START);

    sqs.pass(Duration.ofDays(11).minus(TICK));
    assertThat(sqs.model.counts(DEAD).all()).isEqualTo(1);
    sqs.pass(TICK);
    assertThat(sqs.model.counts(DEAD).all()).isZero();
  }

  @Test
  void receivedTooOften_movesAtTheReceiveThatWouldBeOneTooMany() {
    sqs.send("one");
    sqs.peek(QUEUE);
    assertThat(sqs.peek(QUEUE).getFirst().receiveCount()).isEqualTo(2);
    assertThat(sqs.model.counts(DEAD).all()).isZero();

    assertThat(sqs.peek(QUEUE)).isEmpty();

    ReceivedMessage dead = sqs.peek(DEAD).getFirst();
    assertThat(dead.receiveCount()).isEqualTo(3);
    assertThat(dead.deadLetterSource()).contains(SqsModel.arn(QUEUE));
  }

  @Test
  void receivedOften_andStillHidden_isNotGivenUp() {
    sqs.send("one");
    sqs.peek(QUEUE);
    sqs.receive();

    assertThat(sqs.receive()).isEmpty();

    assertThat(sqs.model.counts(QUEUE).inFlight()).isEqualTo(1);
    assertThat(sqs.model.counts(DEAD).all()).isZero();
  }

  @Test
  void seed_theSame_givesTheSameIds() {
    assertThat(new ScratchSqs().send("one")).isEqualTo(new ScratchSqs().send("two"));
    assertThat(sqs.send("one")).isNotEqualTo(sqs.send("two"));
  }

  @Test
  void queue_byNameUrlOrArn_isTheSame() {
    for (String name :
        List.of(QUEUE, "http://127.0.0.1:1/000000000000/" + QUEUE, SqsModel.arn(QUEUE))) {
      sqs.model.sendMessage(SendMessage.of(name, name));
    }

    assertThat(sqs.model.counts(QUEUE).visible()).isEqualTo(3);
  }

  @Test
  void purge_takesEverything() {
    sqs.send("one");
    sqs.receive();
    sqs.send("two");

    sqs.model.purgeQueue(QUEUE);

    assertThat(sqs.model.stored(QUEUE)).isEmpty();
  }
}
