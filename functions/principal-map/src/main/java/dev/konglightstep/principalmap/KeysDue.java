package dev.konglightstep.principalmap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose access keys are listed in a run. IAM lists them user by user, which takes minutes in a
 * large account and is throttled; a run therefore asks for users who are new, for those whose keys
 * an event tells of or the last run left, and for a share of the others. For the rest the last
 * directory's keys stay.
 *
 * <p>The share needs no memory, for a run that changes nothing writes nothing: each user has a slot
 * by its unique id, and each quarter of an hour is the turn of one slot. There are so many slots
 * that a share is about {@link #AT_ONCE} users, and 23 at most, so that everybody has a turn within
 * six hours and four turns a day. Their number is a prime above two, so that a schedule of an hour
 * or two still comes to each of them.
 */
final class KeysDue {
  /** So many users are asked for each time at least, if there are as many. */
  static final int AT_ONCE = 250;

  static final Duration TURN = Duration.ofMinutes(15);

  private static final List<Integer> SLOTS = List.of(1, 3, 5, 7, 11, 13, 17, 19, 23);

  private KeysDue() {}

  /**
   * The users to ask for, the most urgent first.
   *
   * @param urgent who does not wait for a turn
   */
  static List<IamPrincipal> of(
      List<IamPrincipal> principals, Predicate<IamPrincipal> urgent, Instant now) {
    List<IamPrincipal> users = principals.stream().filter(IamPrincipal::isUser).toList();
    int slots = slots(users.size());
    long turn = Math.floorMod(now.getEpochSecond() / TURN.toSeconds(), slots);
    return Stream.concat(
            users.stream().filter(urgent),
            users.stream()
                .filter(urgent.negate())
                .filter(user -> Math.floorMod(user.id().hashCode(), slots) == turn))
        .toList();
  }

  private static int slots(int users) {
    int wanted = (users + AT_ONCE - 1) / AT_ONCE;
    return SLOTS.stream().filter(slots -> slots >= wanted).findFirst().orElse(SLOTS.getLast());
  }
}
