package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * SQS's standard queues, with the calls named as the API names them; a queue is given by its name,
 * its URL or its ARN. A call that is refused throws {@link SqsFailure} and has changed nothing.
 *
 * <p>Where the rules come from: what each call does and refuses, from the AWS API reference under
 * the call's name. That a message keeps its time of sending in a dead-letter queue, and is a new
 * one after a redrive, from the Developer Guide ("Using dead-letter queues", "Learn how to
 * configure a dead-letter queue redrive"). That its count of receives goes on there, from
 * observations of AWS. That changing the visibility of a message which is visible again is no
 * error, from an answer of AWS that LocalStack's tests recorded (2023-11-14). An old receipt handle
 * deletes nothing here: "the request will succeed, but the message might not be deleted"
 * (DeleteMessage).
 */
public final class SqsModel {
  public static final String REGION = "eu-west-1";
  public static final String ACCOUNT = "000000000000";

  /** Who sent every message, as SenderId tells it. */
  static final String SENDER = "AIDASTANDINSTANDINSTA";

  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(12);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final Map<String, Queue> queues = new TreeMap<>();
  private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
  private final InstantSource clock;
  private final RandomGenerator random;
  private final SeededIds ids;
  private final MoveTasks tasks;

  /**
   * An account without queues.
   *
   * @param seed of ids, and of what {@link Oddity} leaves to chance
   */
  public SqsModel(InstantSource clock, long seed) {
    this.clock = clock;
    this.random = new Random(seed);
    this.ids = new SeededIds(random);
    this.tasks = new MoveTasks(queues, ids::next);
  }

  /** From now on queues do these, and no other, odd things that a standard queue may do. */
  public synchronized void oddities(Oddity... allowed) {
    oddities.clear();
    oddities.addAll(List.of(allowed));
  }

  /** Makes a queue; the same call again does nothing. */
  public synchronized void createQueue(String name, QueueSettings settings) {
    if (!NAME.matcher(name).matches()) {
      throw SqsFailure.invalidParameter(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    Queue before = queues.get(name);
    if (before != null && !before.settings().equals(settings)) {
      throw new SqsFailure(
          SqsFailure.Code.QUEUE_NAME_EXISTS,
          "A queue already exists with the same name and a different value for an attribute");
    }
    requireDeadLetterQueue(settings);
    queues.putIfAbsent(name, new Queue(name, settings, clock.instant()));
  }

  public void createQueue(String name) {
    createQueue(name, QueueSettings.DEFAULT);
  }

  public synchronized void deleteQueue(String queue) {
    queues.remove(settled(queue).name());
  }

  /** The name of a queue that is there. */
  synchronized String requireQueue(String queue) {
    return settled(queue).name();
  }

  /** Names in order. */
  public synchronized List<String> listQueues() {
    return List.copyOf(queues.keySet());
  }

  public synchronized QueueSettings settings(String queue) {
    return settled(queue).settings();
  }

  public synchronized void setQueueAttributes(String queue, QueueSettings settings) {
    requireDeadLetterQueue(settings);
    settled(queue).change(settings, clock.instant());
  }

  /** All of GetQueueAttributes, by name. */
  public synchronized Map<String, String> queueAttributes(String queue) {
    return QueueAttributes.of(settled(queue), clock.instant());
  }

  public synchronized SentMessage sendMessage(SendMessage request) {
    Queue queue = settled(request.queue());
    MessageRules.check(request, queue.settings().maximumMessageSize());
    Duration delay = request.delay().orElse(queue.settings().delay());
    String id = ids.next();
    queue.put(Message.sent(id, request.body(), request.attributes(), clock.instant(), delay));
    notifyAll();
    return new SentMessage(
        id, Digests.ofBody(request.body()), Digests.ofAttributes(request.attributes()));
  }

  /**
   * Gives what there is now, and moves what was received too often to the dead-letter queue.
   *
   * @return oldest first, unless {@link Oddity} says otherwise
   */
  public synchronized List<ReceivedMessage> receiveMessage(ReceiveMessage request) {
    if (request.most() < 1 || request.most() > ReceiveMessage.MOST) {
      throw SqsFailure.invalidParameter(
          request.most(), "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
    }
    request.visibilityTimeout().ifPresent(SqsModel::checkTimeout);
    Queue queue = settled(request.queue());
    Instant now = clock.instant();
    giveUpExhausted(queue, now);
    Duration hidden = request.visibilityTimeout().orElse(queue.settings().visibilityTimeout());
    return queue.receive(request.most(), hidden, now, oddities, random).stream()
        .map(message -> ReceivedMessage.of(queue.name(), message, now))
        .toList();
  }

  /** Deletes a message; one that is gone, or a handle of an earlier receive, is no error. */
  public synchronized void deleteMessage(String queue, String receiptHandle) {
    Queue here = settled(queue);
    here.delete(ReceiptHandle.parse(receiptHandle, here.name()));
  }

  /**
   * Hides a received message from now on for that long.
   *
   * @param timeout 0 to 12 h; zero shows it at once
   */
  public synchronized void changeMessageVisibility(
      String queue, String receiptHandle, Duration timeout) {
    checkTimeout(timeout);
    Queue here = settled(queue);
    here.hide(ReceiptHandle.parse(receiptHandle, here.name()), timeout, clock.instant());
    notifyAll();
  }

  /** Deletes everything at once; AWS may take a minute. */
  public synchronized void purgeQueue(String queue) {
    settled(queue).clear();
  }

  public synchronized MoveTask startMessageMoveTask(StartMessageMoveTask request) {
    settle();
    return tasks.start(request, clock.instant());
  }

  /** The newest first, at most so many. */
  public synchronized List<MoveTask> listMessageMoveTasks(String sourceArn, int most) {
    settle();
    return tasks.list(sourceArn, most);
  }

  /**
   * Stops a redrive.
   *
   * @return how many messages it has moved
   */
  public synchronized int cancelMessageMoveTask(String taskHandle) {
    settle();
    return tasks.cancel(taskHandle);
  }

  /** What is in a queue, in the order of sending. */
  public synchronized List<StoredMessage> stored(String queue) {
    return settled(queue).messages().stream()
        .map(message -> StoredMessage.of(message, clock.instant()))
        .toList();
  }

  public synchronized QueueCounts counts(String queue) {
    return settled(queue).counts(clock.instant());
  }

  /** The ARN of a queue, there or not. */
  public static String arn(String queue) {
    return QueueName.of(queue).arn();
  }

  /**
   * Gives what there is as soon as there is something.
   *
   * @param end when to give up, by {@link System#nanoTime}
   */
  synchronized List<ReceivedMessage> awaitMessages(ReceiveMessage request, long end)
      throws InterruptedException {
    List<ReceivedMessage> received = receiveMessage(request);
    long left = end - System.nanoTime();
    while (received.isEmpty() && left > 0) {
      wait(pause(request.queue(), Duration.ofNanos(left)).toMillis());
      received = receiveMessage(request);
      left = end - System.nanoTime();
    }
    return received;
  }

  /** Until a message becomes visible by itself, at most so long, but more than nothing. */
  private Duration pause(String queue, Duration most) {
    Instant now = clock.instant();
    Duration next =
        settled(queue).nextVisible(now).map(time -> Duration.between(now, time)).orElse(most);
    return (next.compareTo(most) < 0 ? next : most).plusMillis(1);
  }

  private void giveUpExhausted(Queue queue, Instant now) {
    Optional<Queue> deadLetters =
        queue
            .settings()
            .redrive()
            .map(policy -> QueueName.of(policy.deadLetterTargetArn()).text())
            .map(queues::get);
    deadLetters.ifPresent(
        to ->
            queue
                .takeExhausted(now)
                .forEach(message -> to.put(message.givenUpBy(arn(queue.name()), now))));
  }

  private void requireDeadLetterQueue(QueueSettings settings) {
    settings
        .redrive()
        .filter(policy -> !queues.containsKey(QueueName.of(policy.deadLetterTargetArn()).text()))
        .ifPresent(
            policy -> {
              throw SqsFailure.invalidParameter(
                  policy.json(), "RedrivePolicy", "Dead letter target does not exist.");
            });
  }

  private Queue settled(String queue) {
    settle();
    Queue found = queues.get(QueueName.of(queue).text());
    if (found == null) {
      throw SqsFailure.noQueue();
    }
    return found;
  }

  private void settle() {
    Instant now = clock.instant();
    queues.values().forEach(queue -> queue.expire(now));
    tasks.settle(now);
  }

  private static void checkTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw SqsFailure.invalidParameter(
          timeout.toSeconds(), "VisibilityTimeout", "Must be between 0 and 43200, if provided.");
    }
  }
}
