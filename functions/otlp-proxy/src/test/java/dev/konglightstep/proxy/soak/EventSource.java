package dev.konglightstep.proxy.soak;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.proxy.Drain;
import dev.konglightstep.proxy.ProxyAccess;
import dev.konglightstep.standins.sqs.ReceiveMessage;
import dev.konglightstep.standins.sqs.ReceivedMessage;
import dev.konglightstep.standins.sqs.SqsModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Lambda does for a queue: some pollers receive messages, give them to the function, and
 * delete those that it does not name (AWS Lambda developer guide, "Using Lambda with Amazon SQS").
 */
final class EventSource {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MOST = 100;
  private static final int MOST_CHARACTERS = 5 << 20;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_INVOCATION = Duration.ofHours(1);

  private final Timeline timeline;
  private final Chance chance;
  private final Weather weather;
  private final SqsModel sqs;
  private final Fleet<Drain> drains;
  private final Duration timeout;
  private final int pollers;

  /**
   * Not begun yet.
   *
   * @param timeout of the function
   */
  EventSource(
      Timeline timeline,
      Chance chance,
      Weather weather,
      SqsModel sqs,
      Fleet<Drain> drains,
      Duration timeout,
      int pollers) {
    this.pollers = pollers;
    this.timeline = timeline;
    this.chance = chance;
    this.weather = weather;
    this.sqs = sqs;
    this.drains = drains;
    this.timeout = timeout;
  }

  void begin() {
    for (int i = 0; i < pollers; i++) {
      timeline.spawn(this::poll);
    }
  }

  private void poll() {
    while (true) {
      List<ReceivedMessage> messages = receive();
      if (messages.isEmpty()) {
        timeline.sleep(PAUSE);
      } else {
        answered(messages, invoke(messages));
      }
    }
  }

  private List<ReceivedMessage> receive() {
    List<ReceivedMessage> all = new ArrayList<>();
    int characters = 0;
    boolean more = true;
    while (more && all.size() < MOST && characters < MOST_CHARACTERS) {
      List<ReceivedMessage> some = receiveSome();
      all.addAll(some);
      characters += some.stream().mapToInt(message -> message.body().length()).sum();
      more = !some.isEmpty();
    }
    return all;
  }

  private List<ReceivedMessage> receiveSome() {
    timeline.sleep(chance.between(Service.QUEUE.least, Service.QUEUE.most));
    Trouble trouble = weather.strike(Service.QUEUE);
    boolean arrives =
        trouble != Trouble.REFUSED && trouble != Trouble.ERROR && trouble != Trouble.SWALLOWED;
    List<ReceivedMessage> messages =
        arrives ? sqs.receiveMessage(ReceiveMessage.from(QueuePort.QUEUE)) : List.of();
    boolean answered = trouble == Trouble.NONE || trouble == Trouble.SLOW;
    return answered ? messages : List.of();
  }

  private Optional<String> invoke(List<ReceivedMessage> messages) {
    String event = event(messages);
    Signal done = new Signal(timeline);
    List<String> answers = new ArrayList<>();
    boolean begun =
        drains.<String>invoke(
            Sender.DRAIN,
            (drain, environment) ->
                ProxyAccess.drain(drain, event, environment.instant().plus(timeout)),
            answer -> {
              answer.ifPresent(answers::add);
              done.raise();
            });
    return begun && done.await(LONGEST_INVOCATION) ? answers.stream().findAny() : Optional.empty();
  }

  /** A message that it fails to delete comes again. */
  private void answered(List<ReceivedMessage> messages, Optional<String> answer) {
    if (answer.isEmpty()) {
      return;
    }
    Set<String> left = failures(answer.get());
    for (ReceivedMessage message : messages) {
      if (!left.contains(message.messageId()) && weather.strike(Service.QUEUE) == Trouble.NONE) {
        sqs.deleteMessage(QueuePort.QUEUE, message.receiptHandle());
      }
    }
  }

  private static Set<String> failures(String answer) {
    Set<String> ids = new HashSet<>();
    try {
      for (JsonNode failure : MAPPER.readTree(answer).path("batchItemFailures")) {
        ids.add(failure.path("itemIdentifier").asText());
      }
    } catch (JacksonException e) {
      throw new IllegalStateException("the drain's answer is no JSON", e);
    }
    return ids;
  }

  private static String event(List<ReceivedMessage> messages) {
    ObjectNode event = MAPPER.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (ReceivedMessage message : messages) {
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
}
