package dev.konglightstep.platform.aws;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What SQS does with batches, dead letters and queues, and how to see it. */
enum SqsQueueRule implements SqsRule {
  BATCH_ENTRY_THAT_IS_WRONG_FAILS_ALONE(
      "a=ok b=InvalidMessageContents c=ok, a c",
      queue -> {
        queue.made();
        String sent = queue.sendBatch(Map.of("a", "a", "b", "b\u0001", "c", "c"));
        return sent + ", " + ScratchQueue.bodies(queue.receive());
      }),
  BATCH_OF_NONE(
      "AWS.SimpleQueueService.EmptyBatchRequest", queue -> queue.made().sendBatch(List.of())),
  /** Recorded, test_too_many_entries_in_batch_request. */
  BATCH_OF_ELEVEN(
      "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
      queue -> queue.made().sendBatch(11, "body")),
  BATCH_WITH_AN_ID_TWICE(
      "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
      queue ->
          queue
              .made()
              .sendBatch(List.of(ScratchQueue.entry("a", "1"), ScratchQueue.entry("a", "2")))),
  /** Recorded, test_invalid_batch_id. */
  BATCH_WITH_A_WRONG_ID(
      "AWS.SimpleQueueService.InvalidBatchEntryId",
      queue -> queue.made().sendBatch(Map.of("a:b", "body"))),
  /** Recorded, test_send_message_batch_with_oversized_contents. */
  BATCH_OVER_1_MIB(
      "id-0=ok id-1=ok, AWS.SimpleQueueService.BatchRequestTooLong",
      queue -> {
        queue.made();
        String half = "x".repeat(1_048_576 / 2);
        return queue.sendBatch(2, half) + ", " + queue.sendBatch(2, half + "x");
      }),
  DELETE_BATCH_WITH_NONSENSE(
      "a=ok b=ReceiptHandleIsInvalid, 0 visible, 0 in flight, 0 delayed",
      queue -> {
        queue.made().send("body");
        String handle = queue.receiveOne().receiptHandle();
        return queue.deleteBatch(Map.of("a", handle, "b", "nonsense")) + ", " + queue.counts();
      }),
  VISIBILITY_BATCH_WITH_NONSENSE(
      "a=ok b=ReceiptHandleIsInvalid, 1 visible, 0 in flight, 0 delayed",
      queue -> {
        queue.made().send("body");
        String handle = queue.receiveOne().receiptHandle();
        return queue.showBatch(Map.of("a", handle, "b", "nonsense")) + ", " + queue.counts();
      }),
  /**
   * "When the ReceiveCount for a message exceeds the maxReceiveCount for a queue" (CreateQueue);
   * the id stays, the count goes on: seen on AWS.
   */
  RECEIVED_TOO_OFTEN_IS_GIVEN_UP(
      "1, 0, same id, count 2, from the queue",
      queue -> {
        ScratchQueue dead = queue.beside("-dead").made();
        queue.with(dead.afterReceives(1));
        String id = queue.send("body");
        int first = queue.peek().size();
        int second = queue.peek().size();
        Message given = dead.receiveOne();
        String source =
            given
                .attributes()
                .getOrDefault(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, "");
        return first
            + ", "
            + second
            + (given.messageId().equals(id) ? ", same id" : ", other id")
            + ", count "
            + ScratchQueue.count(given)
            + (source.equals(queue.arn()) ? ", from the queue" : ", from " + source);
      }),
  DEAD_LETTER_QUEUE_MUST_BE_THERE(
      "InvalidParameterValue",
      queue -> {
        ScratchQueue dead = queue.beside("-dead").made();
        Map<QueueAttributeName, String> policy = dead.afterReceives(1);
        String url = dead.url();
        queue.client().deleteQueue(request -> request.queueUrl(url));
        return Attempt.of(() -> queue.with(policy));
      }),
  /** "All redriven messages are considered new messages" (Developer Guide, redrive). */
  REDRIVE_BRINGS_BACK_AS_NEW(
      "COMPLETED 1, other id, count 1, 0 visible, 0 in flight, 0 delayed",
      queue -> {
        ScratchQueue dead = queue.beside("-dead").made();
        queue.with(dead.afterReceives(1));
        String id = queue.send("body");
        queue.peek();
        queue.peek();
        String moved = dead.redrive();
        List<Message> back = queue.receive();
        if (back.isEmpty()) {
          return moved + ", nothing back";
        }
        return moved
            + (back.getFirst().messageId().equals(id) ? ", same id" : ", other id")
            + ", count "
            + ScratchQueue.count(back.getFirst())
            + ", "
            + dead.counts();
      }),
  /** Recorded, test_source_needs_redrive_policy. */
  REDRIVE_OF_ANOTHER_QUEUE("InvalidParameterValue", queue -> queue.made().redrive()),
  CREATE_AGAIN(
      "ok, QueueAlreadyExists",
      queue -> {
        Map<QueueAttributeName, String> delay = Map.of(QueueAttributeName.DELAY_SECONDS, "1");
        Map<QueueAttributeName, String> other = Map.of(QueueAttributeName.DELAY_SECONDS, "2");
        queue.with(delay);
        return Attempt.of(() -> queue.with(delay)) + ", " + Attempt.of(() -> queue.with(other));
      }),
  /** Recorded, test_non_existent_queue. */
  NO_SUCH_QUEUE(
      "AWS.SimpleQueueService.NonExistentQueue 400",
      queue -> {
        String url = queue.made().url();
        queue.client().deleteQueue(request -> request.queueUrl(url));
        Runnable send = () -> queue.client().sendMessage(r -> r.queueUrl(url).messageBody("body"));
        return Attempt.of(send) + " " + Attempt.status(send);
      });

  private final String aws;

  @SuppressWarnings("ImmutableEnumChecker") // the trials are written out above and keep nothing
  private final Function<ScratchQueue, String> trial;

  SqsQueueRule(String aws, Function<ScratchQueue, String> trial) {
    this.aws = aws;
    this.trial = trial;
  }

  @Override
  public String aws() {
    return aws;
  }

  @Override
  public String seen(ScratchQueue queue) {
    return trial.apply(queue);
  }
}
