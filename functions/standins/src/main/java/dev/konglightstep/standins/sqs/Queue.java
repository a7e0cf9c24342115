package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A standard queue: its messages in the order of their sending, and the copies that come again. */
final class Queue {
  private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);

  private final String name;
  private final Instant created;
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<String, Message> copies = new LinkedHashMap<>();
  private QueueSettings settings;
  private Instant modified;

  Queue(String name, QueueSettings settings, Instant now) {
    this.name = name;
    this.settings = settings;
    this.created = now;
    this.modified = now;
  }

  String name() {
    return name;
  }

  QueueSettings settings() {
    return settings;
  }

  Instant created() {
    return created;
  }

  Instant modified() {
    return modified;
  }

  void change(QueueSettings to, Instant now) {
    settings = to;
    modified = now;
  }

  void put(Message message) {
    messages.put(message.id(), message);
  }

  List<Message> messages() {
    return List.copyOf(messages.values());
  }

  void clear() {
    messages.clear();
    copies.clear();
  }

  /** Drops what was sent longer ago than it is kept, received or not. */
  void expire(Instant now) {
    Instant kept = now.minus(settings.retention());
    messages.values().removeIf(message -> !message.sent().isAfter(kept));
    copies.values().removeIf(message -> !message.sent().isAfter(kept));
  }

  /** Takes out what could be received but was received too often already. */
  List<Message> takeExhausted(Instant now) {
    int most = settings.redrive().map(RedrivePolicy::maxReceiveCount).orElse(Integer.MAX_VALUE);
    List<Message> exhausted =
        messages.values().stream()
            .filter(message -> message.isVisible(now) && message.receives() >= most)
            .toList();
    exhausted.forEach(message -> messages.remove(message.id()));
    return exhausted;
  }

  /** Takes out messages that can be received, oldest first. */
  List<Message> takeVisible(int most, Instant now) {
    List<Message> visible =
        messages.values().stream().filter(message -> message.isVisible(now)).limit(most).toList();
    visible.forEach(message -> messages.remove(message.id()));
    return visible;
  }

  List<Message> receive(
      int most, Duration hidden, Instant now, Set<Oddity> oddities, RandomGenerator random) {
    List<Message> due = new ArrayList<>(copies.values());
    messages.values().stream().filter(message -> message.isVisible(now)).forEach(due::add);
    if (oddities.contains(Oddity.ANY_ORDER)) {
      Collections.shuffle(due, random);
    }
    int limit = oddities.contains(Oddity.FEWER) ? random.nextInt(most + 1) : most;
    boolean twice = oddities.contains(Oddity.TWICE);
    return due.stream().limit(limit).map(message -> hand(message, hidden, now, twice)).toList();
  }

  /**
   * Forgets the message if this was its last receive; an older handle is no error, but does not.
   */
  void delete(ReceiptHandle handle) {
    latest(handle).ifPresent(message -> messages.remove(message.id()));
  }

  /**
   * Hides a message from now on for that long.
   *
   * @throws SqsFailure if it is not there, or would be hidden for more than 12 h since its receive
   */
  void hide(ReceiptHandle handle, Duration timeout, Instant now) {
    Message message = latest(handle).orElseThrow(() -> notAvailable(handle));
    Instant end = message.received().orElseThrow().plus(LONGEST_HIDDEN);
    if (now.plus(timeout).isAfter(end)) {
      throw SqsFailure.invalidParameter(
          timeout.toSeconds(),
          "VisibilityTimeout",
          "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
    }
    if (message.isInFlight(now)) {
      messages.put(message.id(), message.visibleFrom(now.plus(timeout)));
    }
  }

  QueueCounts counts(Instant now) {
    int visible = 0;
    int inFlight = 0;
    for (Message message : messages.values()) {
      visible += message.isVisible(now) ? 1 : 0;
      inFlight += message.isInFlight(now) ? 1 : 0;
    }
    return new QueueCounts(visible, inFlight, messages.size() - visible - inFlight);
  }

  /** When the next message can be received that cannot now. */
  Optional<Instant> nextVisible(Instant now) {
    return messages.values().stream()
        .filter(message -> !message.isVisible(now))
        .map(Message::visibleFrom)
        .min(Instant::compareTo);
  }

  private Message hand(Message due, Duration hidden, Instant now, boolean twice) {
    if (copies.remove(due.id()) != null) {
      return handCopy(due);
    }
    Message handed = due.received(now, hidden);
    messages.put(handed.id(), handed);
    if (twice && handed.receives() == 1) {
      copies.put(handed.id(), handed);
    }
    return handed;
  }

  /** A copy whose message is gone meanwhile comes all the same. */
  private Message handCopy(Message copy) {
    Message original = messages.get(copy.id());
    Message handed = (original == null ? copy : original).receivedAsACopy();
    if (original != null) {
      messages.put(handed.id(), handed);
    }
    return handed;
  }

  private Optional<Message> latest(ReceiptHandle handle) {
    return Optional.ofNullable(messages.get(handle.messageId()))
        .filter(message -> message.receives() == handle.receive());
  }

  private static SqsFailure notAvailable(ReceiptHandle handle) {
    return SqsFailure.invalidParameter(
        handle.text(),
        "ReceiptHandle",
        "Message does not exist or is not available for visibility timeout change.");
  }
}
