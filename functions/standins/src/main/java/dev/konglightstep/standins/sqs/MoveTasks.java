package dev.konglightstep.standins.sqs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Redrives of dead-letter queues. A moved message is a new one, with an id and a time of sending of
 * its own (Developer Guide, "Learn how to configure a dead-letter queue redrive").
 */
final class MoveTasks {
  private final Map<String, MoveTask> tasks = new LinkedHashMap<>();
  private final Map<String, Queue> queues;
  private final Supplier<String> ids;

  MoveTasks(Map<String, Queue> queues, Supplier<String> ids) {
    this.queues = queues;
    this.ids = ids;
  }

  MoveTask start(StartMessageMoveTask request, Instant now) {
    Queue source = require(request.sourceArn(), "SourceArn");
    request.destinationArn().ifPresent(arn -> require(arn, "DestinationArn"));
    request.check();
    if (!isDeadLetterQueue(request.sourceArn())) {
      throw SqsFailure.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
    }
    if (of(request.sourceArn()).stream().anyMatch(MoveTask::isActive)) {
      throw SqsFailure.invalidParameter(
          "There is already a task running. Only one active task is allowed for a source queue arn"
              + " at a given time.");
    }
    MoveTask task = request.begin(ids.get(), source.counts(now).visible(), now);
    tasks.put(task.handle(), task);
    return task;
  }

  /** The newest first. */
  List<MoveTask> list(String sourceArn, int most) {
    require(sourceArn, "SourceArn");
    List<MoveTask> newest = of(sourceArn).reversed();
    return newest.subList(0, Math.min(most, newest.size()));
  }

  /**
   * Stops a task.
   *
   * @return how many messages it has moved
   */
  int cancel(String handle) {
    MoveTask task = tasks.get(handle);
    if (task == null || !task.isActive()) {
      throw SqsFailure.noResource("Task does not exist.");
    }
    tasks.put(handle, task.cancelled());
    return task.moved();
  }

  /** Moves what should have been moved by now. */
  void settle(Instant now) {
    tasks.replaceAll((handle, task) -> task.isActive() ? settled(task, now) : task);
  }

  private MoveTask settled(MoveTask task, Instant now) {
    Queue source = queues.get(QueueName.of(task.sourceArn()).text());
    if (source == null) {
      return task.failed(SqsFailure.Code.QUEUE_DOES_NOT_EXIST.queryName());
    }
    int count = task.due(now) - task.moved();
    List<Message> moving = source.takeVisible(count, now);
    MoveTask after = task;
    for (int i = 0; i < moving.size(); i++) {
      Optional<String> trouble = move(moving.get(i), task, now);
      if (trouble.isPresent()) {
        moving.subList(i, moving.size()).forEach(source::put);
        return after.failed(trouble.get());
      }
      after = after.moved(1);
    }
    boolean nothingLeft = moving.size() < count || after.moved() == task.toMove();
    return nothingLeft ? after.completed() : after;
  }

  /** Gives what is wrong, if it is not moved. */
  private Optional<String> move(Message message, MoveTask task, Instant now) {
    Optional<String> arn = task.destinationArn().or(message::deadLetterSource);
    if (arn.isEmpty()) {
      return Optional.of("CouldNotDetermineMessageSource");
    }
    Queue to = queues.get(QueueName.of(arn.get()).text());
    if (to == null) {
      return Optional.of(SqsFailure.Code.QUEUE_DOES_NOT_EXIST.queryName());
    }
    to.put(
        Message.sent(ids.get(), message.body(), message.attributes(), now, to.settings().delay()));
    return Optional.empty();
  }

  private List<MoveTask> of(String sourceArn) {
    List<MoveTask> found = new ArrayList<>(tasks.values());
    found.removeIf(task -> !task.sourceArn().equals(sourceArn));
    return found;
  }

  private boolean isDeadLetterQueue(String arn) {
    return queues.values().stream()
        .flatMap(queue -> queue.settings().redrive().stream())
        .anyMatch(policy -> policy.deadLetterTargetArn().equals(arn));
  }

  private Queue require(String arn, String parameter) {
    Queue queue = QueueName.isArn(arn) ? queues.get(QueueName.of(arn).text()) : null;
    if (queue == null) {
      throw SqsFailure.noResource(
          "The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }
    return queue;
  }
}
