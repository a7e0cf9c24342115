package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.policy.Identities;
import dev.konglightstep.core.policy.IdentityDecision;
import dev.konglightstep.core.policy.sampling.Traces;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind the spans of one request. A span belongs to the nearest root above it, be it in the
 * request or remembered, and to no other: a trace may go through several gateways, each of which
 * has a caller of its own.
 */
final class RequestIdentities implements Identities {
  private final Traces traces;
  private final @Nullable Caller[] callers;
  private final RememberedRoots remembered;
  private final double share;
  private final String version;

  /** By span; of a root its own. */
  private final @Nullable Principal[] principals;

  /** By span, the number of a root and 1 more. */
  private final int[] roots;

  private final boolean[] settled;

  /**
   * All of a request.
   *
   * @param callers by the number of the root
   * @param below whether the spans below roots are told anything
   * @param share of the traces of which there are records
   * @param version of the directory
   */
  RequestIdentities(
      Traces traces,
      @Nullable Caller[] callers,
      RememberedRoots remembered,
      boolean below,
      double share,
      String version) {
    this.traces = traces;
    this.callers = callers;
    this.remembered = remembered;
    this.share = share;
    this.version = version;
    this.principals = new @Nullable Principal[traces.spans()];
    this.roots = new int[traces.spans()];
    this.settled = new boolean[traces.spans()];
    for (int number = 0; number < callers.length; number++) {
      settle(number);
    }
    if (below) {
      descend();
    }
  }

  private void descend() {
    Ancestors ancestors = new Ancestors(traces, remembered.seed());
    for (int span = 0; span < settled.length; span++) {
      descend(ancestors, span);
    }
  }

  private void settle(int number) {
    int span = traces.root(number);
    Caller caller = callers[number];
    roots[span] = number + 1;
    settled[span] = true;
    principals[span] = caller == null ? null : caller.principal();
    if (caller != null) {
      int trace = traces.traceOf(span);
      remembered.remember(
          traces.high(trace), traces.low(trace), traces.id(span), caller.principal());
    }
  }

  /** Goes up until it is known who is there, then tells all on the way; a circle has nobody. */
  private void descend(Ancestors ancestors, int span) {
    if (settled[span]) {
      return;
    }
    int top = span;
    int parent = span;
    while (parent != Ancestors.ABSENT && !settled[parent]) {
      settled[parent] = true;
      top = parent;
      parent = ancestors.parent(top);
    }
    Principal found = parent == Ancestors.ABSENT ? recall(top) : principals[parent];
    for (int at = span; at != parent && found != null; at = ancestors.parent(at)) {
      principals[at] = found;
    }
  }

  private @Nullable Principal recall(int top) {
    int trace = traces.traceOf(top);
    long parent = traces.parent(top);
    return parent == 0
        ? null
        : remembered.recall(traces.high(trace), traces.low(trace), parent).orElse(null);
  }

  @Override
  public Optional<String> attribute(int root, String attribute) {
    Principal principal = principals[root];
    return principal == null ? Optional.empty() : principal.attribute(attribute);
  }

  @Override
  public Optional<String> label(int root) {
    Principal principal = principals[root];
    return principal == null ? Optional.empty() : principal.label();
  }

  @Override
  public Attributes added(int span) {
    Principal principal = principals[span];
    if (principal == null) {
      return Attributes.NONE;
    }
    return roots[span] > 0 ? principal.root() : principal.child();
  }

  @Override
  public KeyMatcher removed(int span) {
    Caller caller = roots[span] > 0 ? callers[roots[span] - 1] : null;
    return caller == null ? KeyMatcher.NONE : caller.removed();
  }

  @Override
  public void forEachDecision(Consumer<IdentityDecision> told) {
    HexFormat hex = HexFormat.of();
    for (int number = 0; number < callers.length && share > 0; number++) {
      Caller caller = callers[number];
      int span = traces.root(number);
      int trace = traces.traceOf(span);
      if (caller != null && traces.isAmong(trace, share)) {
        told.accept(
            new IdentityDecision(
                hex.toHexDigits(traces.high(trace)) + hex.toHexDigits(traces.low(trace)),
                hex.toHexDigits(traces.id(span)),
                version,
                caller.principal().told()));
      }
    }
  }
}
