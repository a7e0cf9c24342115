package dev.konglightstep.core.policy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.Written;
import dev.konglightstep.core.policy.redaction.Cleaned;
import dev.konglightstep.core.policy.redaction.Redactor;
import dev.konglightstep.core.policy.sampling.Decisions;
import dev.konglightstep.core.policy.sampling.Traces;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A request that a policy has decided on. Its items are numbered as in the request, those that are
 * not kept too.
 */
public final class Finished {
  private final ExportRequest request;
  private final Optional<Traces> traces;
  private final Identities identities;
  private final Optional<Decisions> decisions;
  private final KeyMatcher removed;
  private final Optional<Redactor> redactor;
  private @Nullable Cleaned whole;

  Finished(
      ExportRequest request,
      Optional<Traces> traces,
      Identities identities,
      Optional<Decisions> decisions,
      KeyMatcher removed,
      Optional<Redactor> redactor) {
    this.request = request;
    this.traces = traces;
    this.identities = identities;
    this.decisions = decisions;
    this.removed = removed;
    this.redactor = redactor;
  }

  /** A request that was finished before: all of it goes on as it is. */
  public static Finished before(ExportRequest request) {
    return new Finished(
        request,
        Optional.empty(),
        Identities.NONE,
        Optional.empty(),
        KeyMatcher.NONE,
        Optional.empty());
  }

  /** As it came. */
  public ExportRequest request() {
    return request;
  }

  /** How its spans belong together; empty if nothing asked for it. */
  public Optional<Traces> traces() {
    return traces;
  }

  /** Who is behind its spans. */
  public Identities identities() {
    return identities;
  }

  /** What sampling decided; empty if all is kept. */
  public Optional<Decisions> decisions() {
    return decisions;
  }

  /** How many items are kept. */
  public int kept() {
    return decisions.map(Decisions::kept).orElse(request.items());
  }

  public boolean keeps(int item) {
    return decisions.isEmpty() || decisions.get().keeps(item);
  }

  /** How many items are kept of those from one up to another. */
  public int kept(int from, int to) {
    if (decisions.isEmpty()) {
      return to - from;
    }
    int kept = 0;
    for (int item = from; item < to; item++) {
      kept += keeps(item) ? 1 : 0;
    }
    return kept;
  }

  /** Behind the last of so many kept items, counted from one on; behind all if there are less. */
  public int behind(int from, int count) {
    int item = from;
    for (int left = count; left > 0 && item < request.items(); item++) {
      left -= keeps(item) ? 1 : 0;
    }
    return item;
  }

  /** All that is kept, as it may be sent; made once. */
  public Bytes bytes() {
    return whole().bytes();
  }

  /** How often each rule took something out of what is kept, by its name. */
  public Map<String, Integer> masked() {
    return whole().masked();
  }

  /** Some of the items that are kept, as a request of their own. */
  public Bytes only(IntPredicate items) {
    return written(items).bytes();
  }

  private Cleaned whole() {
    Cleaned made = whole;
    if (made == null) {
      made = written(item -> true);
      whole = made;
    }
    return made;
  }

  private Cleaned written(IntPredicate items) {
    Written written = request.copy(new FinishingEdits(decisions, identities, removed, items));
    return redactor
        .map(every -> every.clean(request.signal(), written))
        .orElseGet(() -> new Cleaned(written.bytes(), Map.of()));
  }

  /** Says nothing of what is in it. */
  @Override
  public String toString() {
    return "Finished[kept=" + kept() + ", of=" + request + "]";
  }
}
