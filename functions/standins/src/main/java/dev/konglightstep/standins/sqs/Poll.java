package dev.konglightstep.standins.sqs;

import java.util.List;
import java.util.Optional;

/**
 * What one invocation came to.
 *
 * @param deleted ids of the messages that the queue has no more
 * @param kept ids of those that come again once they are visible
 * @param trouble what the function threw, or what is wrong with its answer
 */
public record Poll(List<String> deleted, List<String> kept, Optional<Exception> trouble) {
  static final Poll NOTHING = new Poll(List.of(), List.of(), Optional.empty());

  /** How many messages the function got; without any it was not called. */
  public int messages() {
    return deleted.size() + kept.size();
  }
}
