package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.policy.Identities;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is behind the roots of one request, where the spans below them are told nothing. */
final class RootIdentities implements Identities {
  private final @Nullable Caller[] callers;

  /**
   * All of them.
   *
   * @param callers by the number of the span
   */
  RootIdentities(@Nullable Caller[] callers) {
    this.callers = callers;
  }

  @Override
  public Optional<String> attribute(int root, String attribute) {
    return principal(root).flatMap(principal -> principal.attribute(attribute));
  }

  @Override
  public Optional<String> label(int root) {
    return principal(root).flatMap(Principal::label);
  }

  private Optional<Principal> principal(int root) {
    return Optional.ofNullable(callers[root]).map(Caller::principal);
  }

  @Override
  public Attributes added(int span) {
    Caller caller = callers[span];
    return caller == null ? Attributes.NONE : caller.principal().root();
  }

  @Override
  public KeyMatcher removed(int span) {
    Caller caller = callers[span];
    return caller == null ? KeyMatcher.NONE : caller.removed();
  }
}
