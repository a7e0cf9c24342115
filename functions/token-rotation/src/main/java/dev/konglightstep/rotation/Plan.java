package dev.konglightstep.rotation;

import java.time.Duration;
import java.util.List;

/** What a rotation would do now. */
public sealed interface Plan {
  /**
   * A rotation could be tried.
   *
   * @param secret the ARN
   * @param next the value that would be taken
   * @param notes what is worth knowing, such as tokens that would be skipped
   * @param obstacles why the rotation would fail; none if it would not, as far as can be seen
   * @param needed the time that setSecret must have left
   */
  record Foreseen(
      String secret,
      Next next,
      List<String> notes,
      List<String> obstacles,
      List<TargetStatus> targets,
      Duration needed)
      implements Plan {
    public Foreseen {
      notes = List.copyOf(notes);
      obstacles = List.copyOf(obstacles);
      targets = List.copyOf(targets);
    }
  }

  /**
   * Nothing can be foreseen.
   *
   * @param secret as it is configured
   */
  record Unreadable(String secret, String why) implements Plan {}

  /** Where the next value would come from. */
  sealed interface Next {
    /** People made it; this is what they call it. */
    record PoolToken(String name) implements Next {}

    /** It would be rolled. */
    record NewKey() implements Next {}

    /** There is none; an obstacle says why. */
    record Nothing() implements Next {}
  }
}
