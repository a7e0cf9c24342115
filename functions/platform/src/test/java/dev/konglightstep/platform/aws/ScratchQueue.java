package dev.konglightstep.platform.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * A queue to try a rule on, through AWS's SDK. What is seen is told in words that are short enough
 * for a table.
 */
record ScratchQueue(SqsClient client, String name) {
  private static final int PATIENCE = 200;

  /** Makes the queue. */
  ScratchQueue with(Map<QueueAttributeName, String> attributes) {
    client.createQueue(request -> request.queueName(name).attributes(attributes));
    return this;
  }

  ScratchQueue made() {
    return with(Map.of());
  }

  /** A queue of its own beside this one, not made yet. */
  ScratchQueue beside(String suffix) {
    return new ScratchQueue(client, name + suffix);
  }

  String url() {
    return client.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  String arn() {
    return attribute(QueueAttributeName.QUEUE_ARN);
  }

  String attribute(QueueAttributeName attribute) {
    return client
        .getQueueAttributes(request -> request.queueUrl(url()).attributeNames(attribute))
        .attributes()
        .getOrDefault(attribute, "");
  }

  /** A redrive policy for queues that give up to this one. */
  Map<QueueAttributeName, String> afterReceives(int most) {
    return Map.of(
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"" + arn() + "\",\"maxReceiveCount\":" + most + "}");
  }

  String send(String body) {
    return client.sendMessage(request -> request.queueUrl(url()).messageBody(body)).messageId();
  }

  String trySend(String body) {
    return Attempt.of(
        () -> client.sendMessage(request -> request.queueUrl(url()).messageBody(body)));
  }

  /** Up to ten messages, with all that can be told of them. */
  List<Message> receive(Consumer<ReceiveMessageRequest.Builder> how) {
    return client
        .receiveMessage(
            request -> {
              request
                  .queueUrl(url())
                  .maxNumberOfMessages(10)
                  .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                  .messageAttributeNames("All");
              how.accept(request);
            })
        .messages();
  }

  List<Message> receive() {
    return receive(request -> {});
  }

  /** The only message that there is. */
  Message receiveOne() {
    List<Message> received = receive();
    if (received.size() != 1) {
      throw new IllegalStateException("expected one message, got " + received.size());
    }
    return received.getFirst();
  }

  /** Receives them and leaves them visible. */
  List<Message> peek() {
    return receive(request -> request.visibilityTimeout(0));
  }

  String delete(String receiptHandle) {
    return Attempt.of(
        () -> client.deleteMessage(r -> r.queueUrl(url()).receiptHandle(receiptHandle)));
  }

  String hide(String receiptHandle, int seconds) {
    return Attempt.of(
        () ->
            client.changeMessageVisibility(
                r -> r.queueUrl(url()).receiptHandle(receiptHandle).visibilityTimeout(seconds)));
  }

  /** {@code a=ok b=InvalidMessageContents}, or the error of the whole batch. */
  String sendBatch(Map<String, String> bodies) {
    return sendBatch(
        new TreeMap<>(bodies)
            .entrySet().stream().map(e -> entry(e.getKey(), e.getValue())).toList());
  }

  String sendBatch(List<SendMessageBatchRequestEntry> entries) {
    return Attempt.giving(
        () -> {
          SendMessageBatchResponse answer =
              client.sendMessageBatch(request -> request.queueUrl(url()).entries(entries));
          return entries(
              answer.successful().stream().map(entry -> entry.id()).toList(), answer.failed());
        });
  }

  /** So many entries with the bodies given, and ids of their own. */
  String sendBatch(int count, String body) {
    return sendBatch(IntStream.range(0, count).mapToObj(i -> entry("id-" + i, body)).toList());
  }

  static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  /** Deletes by handles under ids. */
  String deleteBatch(Map<String, String> handles) {
    List<DeleteMessageBatchRequestEntry> entries =
        handles.entrySet().stream()
            .map(
                e ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(e.getKey())
                        .receiptHandle(e.getValue())
                        .build())
            .toList();
    DeleteMessageBatchResponse answer =
        client.deleteMessageBatch(request -> request.queueUrl(url()).entries(entries));
    return entries(answer.successful().stream().map(entry -> entry.id()).toList(), answer.failed());
  }

  /** Makes visible by handles under ids. */
  String showBatch(Map<String, String> handles) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        handles.entrySet().stream()
            .map(
                e ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(e.getKey())
                        .receiptHandle(e.getValue())
                        .visibilityTimeout(0)
                        .build())
            .toList();
    ChangeMessageVisibilityBatchResponse answer =
        client.changeMessageVisibilityBatch(request -> request.queueUrl(url()).entries(entries));
    return entries(answer.successful().stream().map(entry -> entry.id()).toList(), answer.failed());
  }

  /** {@code a=ok b=ReceiptHandleIsInvalid}. */
  private static String entries(List<String> successful, List<BatchResultErrorEntry> failed) {
    TreeSet<String> all = new TreeSet<>();
    successful.forEach(id -> all.add(id + "=" + Attempt.OK));
    failed.forEach(entry -> all.add(entry.id() + "=" + entry.code()));
    return String.join(" ", all);
  }

  /** {@code 2 visible, 1 in flight, 0 delayed}. */
  String counts() {
    return attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + " visible, "
        + attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
        + " in flight, "
        + attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
        + " delayed";
  }

  /** Moves everything back to where it came from; the end of that, with how many were moved. */
  String redrive() {
    return Attempt.giving(
        () -> {
          client.startMessageMoveTask(request -> request.sourceArn(arn()));
          ListMessageMoveTasksResultEntry task = task();
          for (int i = 0; i < PATIENCE && task.status().equals("RUNNING"); i++) {
            task = task();
          }
          return task.status() + " " + task.approximateNumberOfMessagesMoved();
        });
  }

  static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  static MessageAttributeValue binary(String value) {
    return MessageAttributeValue.builder()
        .dataType("Binary")
        .binaryValue(SdkBytes.fromUtf8String(value))
        .build();
  }

  static String bodies(List<Message> messages) {
    return messages.stream().map(Message::body).sorted().collect(Collectors.joining(" "));
  }

  static String count(Message message) {
    return message
        .attributes()
        .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "none");
  }

  private ListMessageMoveTasksResultEntry task() {
    return client.listMessageMoveTasks(request -> request.sourceArn(arn())).results().getFirst();
  }
}
