package dev.konglightstep.standins.sqs;

import dev.konglightstep.core.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Lambda's event source mapping does for a function: it receives messages, calls the function
 * with them and deletes those that did not fail. It leaves those that did alone: they come again
 * when the queue's visibility timeout has passed, or sooner if the function changed that. It has no
 * thread of its own, and does not slow down when a function fails.
 */
public final class EventSource {
  private final SqsModel model;
  private final EventSourceSettings settings;
  private final QueueFunction function;
  private final Deque<ReceivedMessage> waiting = new ArrayDeque<>();

  public EventSource(SqsModel model, EventSourceSettings settings, QueueFunction function) {
    this.model = model;
    this.settings = settings;
    this.function = function;
  }

  /** Calls the function once with what there is, if there is anything. */
  public synchronized Poll pollOnce() {
    QueueEvent event = gather();
    if (event.messages().isEmpty()) {
      return Poll.NOTHING;
    }
    try {
      Bytes answer = function.call(event.json());
      return settle(event.messages(), failures(answer, event.messages()), Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return settle(event.messages(), ids(event.messages()), Optional.of(e));
    } catch (Exception e) {
      return settle(event.messages(), ids(event.messages()), Optional.of(e));
    }
  }

  /** What has no room in this event waits for the next one, received as it is. */
  private QueueEvent gather() {
    QueueEvent event = new QueueEvent(settings.queue());
    boolean more = true;
    while (more && event.messages().size() < settings.batchSize()) {
      if (waiting.isEmpty()) {
        waiting.addAll(receive(settings.batchSize() - event.messages().size()));
      }
      more = !waiting.isEmpty() && event.add(waiting.getFirst());
      if (more) {
        waiting.removeFirst();
      }
    }
    return event;
  }

  private List<ReceivedMessage> receive(int most) {
    return model.receiveMessage(
        new ReceiveMessage(
            settings.queue(), Math.min(most, ReceiveMessage.MOST), Optional.empty()));
  }

  private Set<String> failures(Bytes answer, List<ReceivedMessage> messages) {
    return settings.reportBatchItemFailures()
        ? BatchAnswer.failures(answer, ids(messages))
        : Set.of();
  }

  private Poll settle(
      List<ReceivedMessage> messages, Set<String> failed, Optional<Exception> trouble) {
    List<String> deleted = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      if (failed.contains(message.messageId())) {
        kept.add(message.messageId());
      } else {
        model.deleteMessage(settings.queue(), message.receiptHandle());
        deleted.add(message.messageId());
      }
    }
    return new Poll(List.copyOf(deleted), List.copyOf(kept), trouble);
  }

  private static Set<String> ids(List<ReceivedMessage> messages) {
    return messages.stream()
        .map(ReceivedMessage::messageId)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
