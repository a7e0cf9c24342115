package dev.konglightstep.standins.secretsmanager;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** What one secret was, as far back as a reading may lag; of one instant, only its last state. */
final class History {
  private final Deque<Moment> moments = new ArrayDeque<>();

  History() {}

  History(History other) {
    moments.addAll(other.moments);
  }

  /** What the secret is now, empty if it was deleted for good. */
  Optional<Secret> now() {
    return moments.isEmpty() ? Optional.empty() : moments.getLast().secret;
  }

  /** What it was at that time, empty before it was made. */
  Optional<Secret> at(Instant time) {
    Iterator<Moment> newestFirst = moments.descendingIterator();
    while (newestFirst.hasNext()) {
      Moment moment = newestFirst.next();
      if (!moment.since.isAfter(time)) {
        return moment.secret;
      }
    }
    return Optional.empty();
  }

  /** How many states are kept. */
  int length() {
    return moments.size();
  }

  void add(Optional<Secret> secret, Instant now) {
    if (!moments.isEmpty() && moments.getLast().since.equals(now)) {
      moments.removeLast();
    }
    moments.add(new Moment(now, secret));
    forget(now.minus(SecretsManagerModel.MAX_LAG));
  }

  /** Keeps the last state of before that time: it is what was true then. */
  private void forget(Instant time) {
    while (moments.size() > 1) {
      Moment oldest = moments.removeFirst();
      if (moments.getFirst().since.isAfter(time)) {
        moments.addFirst(oldest);
        return;
      }
    }
  }

  private record Moment(Instant since, Optional<Secret> secret) {}
}
