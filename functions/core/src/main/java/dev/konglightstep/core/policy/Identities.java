package dev.konglightstep.core.policy;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.KeyMatcher;
import java.util.Optional;
import java.util.function.Consumer;

/** Who is behind the spans of one request. */
@FunctionalInterface
public interface Identities {
  /** Nobody is known. */
  Identities NONE = (root, attribute) -> Optional.empty();

  /**
   * An attribute of the principal of a root span; empty if it or the principal is not known.
   *
   * @param root the number of the root span in the request
   * @param attribute as policies name it: {@code arn}, {@code account_id}, {@code tag.team}
   */
  Optional<String> attribute(int root, String attribute);

  /** What a span is told of its principal. */
  default Attributes added(int span) {
    return Attributes.NONE;
  }

  /** Which attributes of a span its principal takes the place of. */
  default KeyMatcher removed(int span) {
    return KeyMatcher.NONE;
  }

  /** The principal of a root span as figures are kept apart by it; empty if there is none. */
  default Optional<String> label(int root) {
    return attribute(root, "arn");
  }

  /** Tells how the principals of some roots were found, as the policy wants records of it. */
  default void forEachDecision(Consumer<IdentityDecision> told) {}
}
