package dev.konglightstep.standins.sqs;

import static dev.konglightstep.standins.sqs.ScratchSqs.DEAD;
import static dev.konglightstep.standins.sqs.ScratchSqs.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoveTasksTest {
  private final ScratchSqs sqs = new ScratchSqs();

  @Test
  void back_givenUp_isANewMessageWhereItCameFrom() {
    sqs.giveUp("one");
    String before = sqs.model.stored(DEAD).getFirst().messageId();
    sqs.pass(Duration.ofDays(1));

    sqs.model.startMessageMoveTask(StartMessageMoveTask.back(DEAD));

    MoveTask task = only();
    assertThat(task.status()).isEqualTo(MoveTask.Status.COMPLETED);
    assertThat(task.moved()).isEqualTo(1);
    StoredMessage moved = sqs.model.stored(QUEUE).getFirst();
    assertThat(moved.messageId()).isNotEqualTo(before);
    assertThat(moved.sent()).isEqualTo(sqs.now());
    assertThat(moved.receiveCount()).isZero();
    assertThat(sqs.model.stored(DEAD)).isEmpty();
  }

  @Test
  void rate_given_movesSoManyASecond() {
    for (int i = 0; i < 5; i++) {
      sqs.giveUp("m" + i);
    }
    sqs.model.startMessageMoveTask(
        new StartMessageMoveTask(SqsModel.arn(DEAD), Optional.empty(), Optional.of(2)));
    assertThat(only().moved()).isZero();

    sqs.pass(Duration.ofSeconds(1));
    assertThat(only().moved()).isEqualTo(2);
    assertThat(only().status()).isEqualTo(MoveTask.Status.RUNNING);
    assertThat(sqs.model.counts(DEAD).all()).isEqualTo(3);

    sqs.pass(Duration.ofSeconds(2));
    assertThat(only().moved()).isEqualTo(5);
    assertThat(only().status()).isEqualTo(MoveTask.Status.COMPLETED);
  }

  @Test
  void cancel_underWay_leavesTheRest() {
    sqs.giveUp("one");
    sqs.giveUp("two");
    MoveTask task =
        sqs.model.startMessageMoveTask(
            new StartMessageMoveTask(SqsModel.arn(DEAD), Optional.empty(), Optional.of(1)));
    sqs.pass(Duration.ofSeconds(1));

    assertThat(sqs.model.cancelMessageMoveTask(task.handle())).isEqualTo(1);

    sqs.pass(Duration.ofSeconds(10));
    assertThat(only().status()).isEqualTo(MoveTask.Status.CANCELLED);
    assertThat(sqs.model.counts(DEAD).all()).isEqualTo(1);
    refused(SqsFailure.Code.RESOURCE_NOT_FOUND, () -> sqs.model.cancelMessageMoveTask("none"));
  }

  @Test
  void anotherOne_whileOneRuns_isRefused() {
    sqs.giveUp("one");
    StartMessageMoveTask slow =
        new StartMessageMoveTask(SqsModel.arn(DEAD), Optional.empty(), Optional.of(1));
    sqs.model.startMessageMoveTask(slow);

    refused(SqsFailure.Code.INVALID_PARAMETER_VALUE, () -> sqs.model.startMessageMoveTask(slow));

    sqs.pass(Duration.ofSeconds(1));
    sqs.model.startMessageMoveTask(slow);
    assertThat(sqs.model.listMessageMoveTasks(SqsModel.arn(DEAD), 10)).hasSize(2);
    assertThat(only().moved()).isZero();
  }

  @Test
  void destination_given_getsThem() {
    sqs.model.createQueue("elsewhere");
    sqs.giveUp("one");

    sqs.model.startMessageMoveTask(
        new StartMessageMoveTask(
            SqsModel.arn(DEAD), Optional.of(SqsModel.arn("elsewhere")), Optional.empty()));

    assertThat(sqs.model.counts("elsewhere").visible()).isEqualTo(1);
    assertThat(sqs.model.counts(QUEUE).all()).isZero();
  }

  @Test
  void source_unknownToTheMessage_failsAndKeepsIt() {
    sqs.model.sendMessage(SendMessage.of(DEAD, "sent here"));

    sqs.model.startMessageMoveTask(StartMessageMoveTask.back(DEAD));

    assertThat(only().status()).isEqualTo(MoveTask.Status.FAILED);
    assertThat(only().failureReason()).contains("CouldNotDetermineMessageSource");
    assertThat(sqs.model.counts(DEAD).visible()).isEqualTo(1);
  }

  @Test
  void destination_goneMeanwhile_fails() {
    sqs.giveUp("one");
    sqs.model.startMessageMoveTask(
        new StartMessageMoveTask(SqsModel.arn(DEAD), Optional.empty(), Optional.of(1)));
    sqs.model.deleteQueue(QUEUE);
    sqs.pass(Duration.ofSeconds(1));

    assertThat(only().failureReason()).contains("AWS.SimpleQueueService.NonExistentQueue");
    assertThat(sqs.model.counts(DEAD).visible()).isEqualTo(1);
  }

  @Test
  void start_withWhatCannotBe_isRefused() {
    refused(
        SqsFailure.Code.RESOURCE_NOT_FOUND,
        () -> sqs.model.startMessageMoveTask(StartMessageMoveTask.back("none")));
    refused(
        SqsFailure.Code.INVALID_PARAMETER_VALUE,
        () -> sqs.model.startMessageMoveTask(StartMessageMoveTask.back(QUEUE)));
    refused(
        SqsFailure.Code.RESOURCE_NOT_FOUND,
        () ->
            sqs.model.startMessageMoveTask(
                new StartMessageMoveTask(
                    SqsModel.arn(DEAD), Optional.of(SqsModel.arn("none")), Optional.empty())));
    refused(
        SqsFailure.Code.INVALID_PARAMETER_VALUE,
        () ->
            sqs.model.startMessageMoveTask(
                new StartMessageMoveTask(SqsModel.arn(DEAD), Optional.empty(), Optional.of(501))));
  }

  /** The newest task. */
  private MoveTask only() {
    return sqs.model.listMessageMoveTasks(SqsModel.arn(DEAD), 1).getFirst();
  }

  private static void refused(SqsFailure.Code code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(SqsFailure.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
