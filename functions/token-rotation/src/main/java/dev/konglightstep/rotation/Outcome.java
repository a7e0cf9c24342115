package dev.konglightstep.rotation;

import java.util.List;
import java.util.Optional;

/** What an operator's command came to, for one secret. */
public sealed interface Outcome {
  /**
   * Every target holds the version in force, or refers to it.
   *
   * @param secret the ARN
   * @param name of the value, as people know it
   * @param made whether the version was made just now
   * @param givenUp the version that AWSPENDING was taken off
   * @param updated the targets that were written, by name
   */
  record Done(
      String secret,
      String versionId,
      String name,
      boolean made,
      Optional<String> givenUp,
      List<String> updated,
      String verifiedBy)
      implements Outcome {
    public Done {
      updated = List.copyOf(updated);
    }
  }

  /**
   * It did not come to a good end; the same command can be given again.
   *
   * @param secret as it is configured
   */
  record Failed(String secret, String why) implements Outcome {}
}
