package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.policy.Identities;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Decides which traces are kept, each by its root; its other spans follow. A trace with several
 * roots, one behind the other, is kept if one of them is. Spans whose root came in another batch
 * follow what was decided about it, if that is remembered; else an error is kept, and the others as
 * the policy says.
 *
 * <p>Thread-safe.
 */
public final class Sampler {
  /** What decides about a trace whose root meets no rule; no rule has this name. */
  static final String OTHERWISE = "otherwise";

  /** What decides about spans whose root is not known; no rule has this name. */
  static final String ORPHANS = "orphans";

  private final List<Asked> asked = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final Verdict otherwise;
  private final Verdict orphans;
  private final Verdict orphanErrors;
  private final RememberedTraces remembered;

  /** A sampler that has decided nothing yet. */
  public Sampler(Sampling sampling, RememberedTraces remembered) {
    OptionalDouble upstream = sampling.upstreamRate();
    for (Rule rule : sampling.rules()) {
      asked.add(Asked.of(rule.when()));
      verdicts.add(verdict(rule, upstream));
    }
    this.otherwise = new Verdict(OTHERWISE, sampling.otherwise(), upstream);
    this.orphans =
        switch (sampling.orphans()) {
          case OTHERWISE -> new Verdict(ORPHANS, sampling.otherwise(), upstream);
          case KEEP -> new Verdict(ORPHANS, 1, upstream);
          case DROP -> new Verdict(ORPHANS, 0, upstream);
        };
    this.orphanErrors = new Verdict(ORPHANS, 1, upstream);
    this.remembered = remembered;
  }

  /** What Kong keeps of a rule's traces it keeps in our place; what it leaves out we do not see. */
  private static Verdict verdict(Rule rule, OptionalDouble upstream) {
    boolean atSource = rule.at() == Rule.Place.SOURCE && rule.keep() > 0;
    return atSource
        ? new Verdict(rule.name(), 1, OptionalDouble.of(rule.keep()))
        : new Verdict(rule.name(), rule.keep(), upstream);
  }

  /**
   * Decides about all spans of a request of traces.
   *
   * @param identities who is behind them
   */
  public Decisions decide(ExportRequest request, Traces traces, Identities identities) {
    @Nullable Verdict[] verdictOf = new @Nullable Verdict[traces.count()];
    Root root = new Root(request, traces, identities);
    for (int number = 0; number < traces.roots(); number++) {
      int trace = traces.traceOf(traces.root(number));
      Verdict verdict = of(root.at(number));
      Verdict before = verdictOf[trace];
      if (before == null || verdict.threshold() < before.threshold()) {
        verdictOf[trace] = verdict;
      }
    }
    return new Decisions(traces, settle(verdictOf, traces));
  }

  private Verdict of(Root root) {
    for (int i = 0; i < asked.size(); i++) {
      if (root.meets(asked.get(i))) {
        return verdicts.get(i);
      }
    }
    return otherwise;
  }

  private Verdict[] settle(@Nullable Verdict[] verdictOf, Traces traces) {
    Verdict[] settled = new Verdict[verdictOf.length];
    for (int trace = 0; trace < verdictOf.length; trace++) {
      Verdict decided = verdictOf[trace];
      if (decided != null) {
        remembered.remember(traces.high(trace), traces.low(trace), decided);
        settled[trace] = decided;
      } else {
        Verdict fallback = traces.isError(trace) ? orphanErrors : orphans;
        settled[trace] = remembered.recall(traces.high(trace), traces.low(trace), fallback);
      }
    }
    return settled;
  }
}
