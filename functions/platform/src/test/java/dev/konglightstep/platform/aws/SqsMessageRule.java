package dev.konglightstep.platform.aws;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What SQS does with one message of a standard queue, and how to see it. */
enum SqsMessageRule implements SqsRule {
  /** Digests: recorded, test_receive_message_message_attribute_names_filters. */
  SEND_TELLS_THE_DIGESTS(
      "6e2baaf3b97dbeef01c0043275f9a0e7 4c360f3fdafd970e05fae2f149d997f5",
      queue -> {
        String url = queue.made().url();
        SendMessageResponse sent =
            queue
                .client()
                .sendMessage(
                    request ->
                        request
                            .queueUrl(url)
                            .messageBody("msg")
                            .messageAttributes(
                                Map.of(
                                    "Hello", ScratchQueue.text("There"),
                                    "General", ScratchQueue.text("Kenobi"),
                                    "Help.Me", ScratchQueue.text("Me"))));
        return sent.md5OfMessageBody() + " " + sent.md5OfMessageAttributes();
      }),
  /** The digest: recorded, test_send_message_with_binary_attributes. */
  BINARY_ATTRIBUTE_COMES_BACK(
      "8cbe4db156db8a94db8b801b7addb984 true",
      queue -> {
        String value = "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01";
        String url = queue.made().url();
        queue
            .client()
            .sendMessage(
                request ->
                    request
                        .queueUrl(url)
                        .messageBody("test")
                        .messageAttributes(Map.of("attr1", ScratchQueue.binary(value))));
        Message message = queue.receiveOne();
        boolean same =
            message.messageAttributes().equals(Map.of("attr1", ScratchQueue.binary(value)));
        return message.md5OfMessageAttributes() + " " + same;
      }),
  /** Recorded, test_receive_message_attribute_names_filters. */
  RECEIVE_TELLS_WHAT_IS_ASKED_FOR(
      "[ApproximateFirstReceiveTimestamp, ApproximateReceiveCount, SenderId, SentTimestamp], []",
      queue -> {
        queue.made().send("body");
        Message all = queue.peek().getFirst();
        String url = queue.url();
        Message none = queue.client().receiveMessage(r -> r.queueUrl(url)).messages().getFirst();
        return new TreeSet<>(all.attributesAsStrings().keySet())
            + ", "
            + none.attributesAsStrings().keySet();
      }),
  RECEIVED_IS_HIDDEN(
      "1, 0, 0 visible, 1 in flight, 0 delayed",
      queue -> {
        queue.made().send("body");
        int first = queue.receive().size();
        return first + ", " + queue.receive().size() + ", " + queue.counts();
      }),
  RECEIVE_COUNTS_AND_GIVES_A_NEW_HANDLE(
      "1, 2, other handle",
      queue -> {
        queue.made().send("body");
        Message first = queue.peek().getFirst();
        Message second = queue.peek().getFirst();
        boolean same = first.receiptHandle().equals(second.receiptHandle());
        return ScratchQueue.count(first)
            + ", "
            + ScratchQueue.count(second)
            + (same ? ", same handle" : ", other handle");
      }),
  RECEIVE_MORE_THAN_TEN(
      "InvalidParameterValue",
      queue -> {
        queue.made();
        return Attempt.of(() -> queue.receive(request -> request.maxNumberOfMessages(11)));
      }),
  DELAYED_IS_NOT_RECEIVED(
      "0, 0 visible, 0 in flight, 1 delayed",
      queue -> {
        String url = queue.made().url();
        queue.client().sendMessage(r -> r.queueUrl(url).messageBody("late").delaySeconds(900));
        return queue.receive().size() + ", " + queue.counts();
      }),
  DELAY_OVER_15_MINUTES(
      "InvalidParameterValue",
      queue -> {
        String url = queue.made().url();
        return Attempt.of(
            () ->
                queue
                    .client()
                    .sendMessage(r -> r.queueUrl(url).messageBody("late").delaySeconds(901)));
      }),
  /**
   * "The maximum size is 1 MiB or 1,048,576 bytes"; the error recorded,
   * test_send_oversized_message.
   */
  MESSAGE_UP_TO_1_MIB(
      "ok, InvalidParameterValue",
      queue -> {
        queue.made();
        String largest = "x".repeat(1_048_576);
        return queue.trySend(largest) + ", " + queue.trySend(largest + "x");
      }),
  /** Developer Guide, "Message metadata": name, type and value count. */
  ATTRIBUTES_COUNT_TO_THE_SIZE(
      "InvalidParameterValue",
      queue -> {
        String url = queue.made().url();
        return Attempt.of(
            () ->
                queue
                    .client()
                    .sendMessage(
                        r ->
                            r.queueUrl(url)
                                .messageBody("x".repeat(1_048_576 - 7))
                                .messageAttributes(Map.of("a", ScratchQueue.text("b")))));
      }),
  /** Recorded, test_send_message_with_updated_maximum_message_size. */
  MESSAGE_UP_TO_WHAT_THE_QUEUE_TAKES(
      "ok, InvalidParameterValue",
      queue -> {
        queue.with(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
        return queue.trySend("x".repeat(1024)) + ", " + queue.trySend("x".repeat(1025));
      }),
  MESSAGE_WITHOUT_A_BODY("MissingParameter", queue -> queue.made().trySend("")),
  MESSAGE_WITH_A_CONTROL_CHARACTER(
      "InvalidMessageContents", queue -> queue.made().trySend("a\u0001b")),
  DELETED_IS_GONE(
      "ok, 0 visible, 0 in flight, 0 delayed",
      queue -> {
        queue.made().send("body");
        return queue.delete(queue.receiveOne().receiptHandle()) + ", " + queue.counts();
      }),
  DELETE_AGAIN(
      "ok, ok",
      queue -> {
        queue.made().send("body");
        String handle = queue.receiveOne().receiptHandle();
        return queue.delete(handle) + ", " + queue.delete(handle);
      }),
  /** "The request will succeed, but the message might not be deleted." */
  DELETE_BY_AN_OLD_HANDLE(
      "ok",
      queue -> {
        queue.made().send("body");
        String old = queue.peek().getFirst().receiptHandle();
        queue.receiveOne();
        return queue.delete(old);
      }),
  DELETE_BY_NONSENSE("ReceiptHandleIsInvalid", queue -> queue.made().delete("nonsense")),
  VISIBILITY_ZERO_SHOWS_AT_ONCE(
      "ok, 2",
      queue -> {
        queue.made().send("body");
        String shown = queue.hide(queue.receiveOne().receiptHandle(), 0);
        return shown + ", " + ScratchQueue.count(queue.receiveOne());
      }),
  /** Recorded, test_change_message_visibility_after_visibility_timeout_expiration. */
  VISIBILITY_OF_WHAT_IS_VISIBLE_AGAIN(
      "ok",
      queue -> {
        queue.made().send("body");
        String handle = queue.receiveOne().receiptHandle();
        queue.hide(handle, 0);
        return queue.hide(handle, 10);
      }),
  VISIBILITY_OF_WHAT_IS_DELETED(
      "InvalidParameterValue",
      queue -> {
        queue.made().send("body");
        String handle = queue.receiveOne().receiptHandle();
        queue.delete(handle);
        return queue.hide(handle, 10);
      }),
  VISIBILITY_OVER_12_HOURS(
      "InvalidParameterValue",
      queue -> {
        queue.made().send("body");
        return queue.hide(queue.receiveOne().receiptHandle(), 43_201);
      });

  private final String aws;

  @SuppressWarnings("ImmutableEnumChecker") // the trials are written out above and keep nothing
  private final Function<ScratchQueue, String> trial;

  SqsMessageRule(String aws, Function<ScratchQueue, String> trial) {
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
