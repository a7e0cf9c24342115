package dev.konglightstep.standins.sqs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * SQS over the AWS JSON 1.0 protocol: the operation in {@code X-Amz-Target}, an error's shape in
 * {@code __type}, and its code of old in {@code x-amzn-query-error} (Developer Guide, "Interpreting
 * Amazon SQS JSON API responses"). A signature must be there, whatever it says.
 */
public final class SqsFace implements Face {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SERVICE = "AmazonSQS.";
  private static final int MOST_TASKS = 10;

  private final SqsModel model;
  private final LongPoll longPoll;

  public SqsFace(SqsModel model) {
    this.model = model;
    this.longPoll = new LongPoll(model);
  }

  @Override
  public Response answer(Request request) {
    try {
      if (request.headers().first("Authorization").isEmpty()) {
        throw new SqsFailure(
            SqsFailure.Code.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
      }
      SqsInput input = new SqsInput(MAPPER.readTree(request.body().decode().stream()));
      return json(200, Headers.NONE, answer(request, input));
    } catch (SqsFailure e) {
      return refused(e);
    } catch (IOException | UnreadableBodyException e) {
      return refused(new SqsFailure(SqsFailure.Code.SERIALIZATION, "expected a JSON object"));
    }
  }

  private ObjectNode answer(Request request, SqsInput input) {
    String operation = request.headers().first("X-Amz-Target").orElse("");
    return switch (operation) {
      case SERVICE + "CreateQueue" -> createQueue(request, input);
      case SERVICE + "DeleteQueue" -> done(() -> model.deleteQueue(input.queueUrl()));
      case SERVICE + "GetQueueUrl" -> queueUrl(request, input.required("QueueName"));
      case SERVICE + "ListQueues" -> listQueues(request, input);
      case SERVICE + "GetQueueAttributes" ->
          SqsOutput.attributes(
              model.queueAttributes(input.queueUrl()), input.texts("AttributeNames"));
      case SERVICE + "SetQueueAttributes" -> setQueueAttributes(input);
      case SERVICE + "SendMessage" -> send(input.message(input.queueUrl()));
      case SERVICE + "SendMessageBatch" ->
          batch(input).checkSize().answer(entry -> send(entry.message(input.queueUrl())));
      case SERVICE + "ReceiveMessage" -> receive(input);
      case SERVICE + "DeleteMessage" -> delete(input.queueUrl(), input);
      case SERVICE + "DeleteMessageBatch" ->
          batch(input).answer(entry -> delete(input.queueUrl(), entry));
      case SERVICE + "ChangeMessageVisibility" -> hide(input.queueUrl(), input);
      case SERVICE + "ChangeMessageVisibilityBatch" ->
          batch(input).answer(entry -> hide(input.queueUrl(), entry));
      case SERVICE + "PurgeQueue" -> done(() -> model.purgeQueue(input.queueUrl()));
      case SERVICE + "StartMessageMoveTask" -> startMessageMoveTask(input);
      case SERVICE + "ListMessageMoveTasks" -> listMessageMoveTasks(input);
      case SERVICE + "CancelMessageMoveTask" ->
          SqsOutput.empty()
              .put(
                  "ApproximateNumberOfMessagesMoved",
                  model.cancelMessageMoveTask(input.required("TaskHandle")));
      default ->
          throw new SqsFailure(
              SqsFailure.Code.INVALID_ACTION, "this stand-in does not know " + operation);
    };
  }

  private ObjectNode createQueue(Request request, SqsInput input) {
    String name = input.required("QueueName");
    model.createQueue(
        name, QueueAttributes.settings(QueueSettings.DEFAULT, input.map("Attributes")));
    return queueUrl(request, name);
  }

  private ObjectNode queueUrl(Request request, String name) {
    return SqsOutput.empty().put("QueueUrl", url(request, model.requireQueue(name)));
  }

  private ObjectNode listQueues(Request request, SqsInput input) {
    ObjectNode output = SqsOutput.empty();
    ArrayNode urls = output.putArray("QueueUrls");
    String prefix = input.text("QueueNamePrefix").orElse("");
    model.listQueues().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> urls.add(url(request, name)));
    return output;
  }

  private ObjectNode setQueueAttributes(SqsInput input) {
    String queue = input.queueUrl();
    QueueSettings settings =
        QueueAttributes.settings(model.settings(queue), input.map("Attributes"));
    return done(() -> model.setQueueAttributes(queue, settings));
  }

  private ObjectNode send(SendMessage message) {
    return SqsOutput.sent(model.sendMessage(message));
  }

  private ObjectNode receive(SqsInput input) {
    ReceiveMessage request =
        new ReceiveMessage(
            input.queueUrl(),
            input.number("MaxNumberOfMessages").orElse(1),
            input.seconds("VisibilityTimeout"));
    Duration wait =
        input
            .seconds("WaitTimeSeconds")
            .orElseGet(() -> model.settings(request.queue()).receiveWait());
    List<ReceivedMessage> received = longPoll.receive(request, wait);
    List<String> system = input.texts("MessageSystemAttributeNames");
    system.addAll(input.texts("AttributeNames"));
    ObjectNode output = SqsOutput.empty();
    if (!received.isEmpty()) {
      ArrayNode messages = output.putArray("Messages");
      List<String> names = input.texts("MessageAttributeNames");
      received.forEach(message -> messages.add(SqsOutput.received(message, system, names)));
    }
    return output;
  }

  private ObjectNode delete(String queue, SqsInput input) {
    return done(() -> model.deleteMessage(queue, input.required("ReceiptHandle")));
  }

  private ObjectNode hide(String queue, SqsInput input) {
    Duration timeout =
        input
            .seconds("VisibilityTimeout")
            .orElseThrow(() -> SqsFailure.missing("VisibilityTimeout"));
    return done(
        () -> model.changeMessageVisibility(queue, input.required("ReceiptHandle"), timeout));
  }

  private ObjectNode startMessageMoveTask(SqsInput input) {
    MoveTask task =
        model.startMessageMoveTask(
            new StartMessageMoveTask(
                input.required("SourceArn"),
                input.text("DestinationArn"),
                input.number("MaxNumberOfMessagesPerSecond")));
    return SqsOutput.empty().put("TaskHandle", task.handle());
  }

  private ObjectNode listMessageMoveTasks(SqsInput input) {
    int most = Math.min(MOST_TASKS, input.number("MaxResults").orElse(1));
    ObjectNode output = SqsOutput.empty();
    ArrayNode results = output.putArray("Results");
    model
        .listMessageMoveTasks(input.required("SourceArn"), most)
        .forEach(task -> results.add(SqsOutput.task(task)));
    return output;
  }

  private static Batch batch(SqsInput input) {
    return new Batch(input.entries());
  }

  private static ObjectNode done(Runnable call) {
    call.run();
    return SqsOutput.empty();
  }

  private static String url(Request request, String queue) {
    Optional<String> host = request.headers().first("Host");
    return "http://" + host.orElse("localhost") + "/" + SqsModel.ACCOUNT + "/" + queue;
  }

  private static Response refused(SqsFailure failure) {
    SqsFailure.Code code = failure.code();
    return json(
        code.status(),
        Headers.of("x-amzn-query-error", code.queryName() + ";Sender"),
        SqsOutput.error(failure));
  }

  private static Response json(int status, Headers headers, ObjectNode body) {
    return new Response(
        status,
        headers.with("Content-Type", "application/x-amz-json-1.0"),
        Bytes.utf8(body.toString()));
  }
}
