package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.otlp.Attributes;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/** What was decided about the spans of one request. */
public final class Decisions {
  private final Traces traces;
  private final Verdict[] verdicts;
  private final boolean[] keeps;
  private int kept;

  /**
   * By trace.
   *
   * @param verdicts the rule of each
   */
  Decisions(Traces traces, Verdict[] verdicts) {
    this.traces = traces;
    this.verdicts = verdicts;
    this.keeps = new boolean[verdicts.length];
    for (int trace = 0; trace < verdicts.length; trace++) {
      keeps[trace] = verdicts[trace].keeps(traces.randomness(trace));
    }
    for (int span = 0; span < traces.spans(); span++) {
      kept += keeps(span) ? 1 : 0;
    }
  }

  public boolean keeps(int span) {
    return keeps[traces.traceOf(span)];
  }

  /** How many spans are kept. */
  public int kept() {
    return kept;
  }

  /**
   * The name of the rule that decided about a span's trace, or {@code otherwise}, or {@code
   * orphans}.
   */
  public String rule(int span) {
    return verdicts[traces.traceOf(span)].rule();
  }

  /** Tells each trace that is not kept: its id in hexadecimal, and the rule. */
  public void forEachDropped(BiConsumer<String, String> told) {
    HexFormat hex = HexFormat.of();
    for (int trace = 0; trace < verdicts.length; trace++) {
      if (!keeps[trace]) {
        String id = hex.toHexDigits(traces.high(trace)) + hex.toHexDigits(traces.low(trace));
        told.accept(id, verdicts[trace].rule());
      }
    }
  }

  /** How many requests the trace of a span stands for, because Kong had left out others. */
  public double weight(int span) {
    return verdicts[traces.traceOf(span)].weight();
  }

  /** What a kept span is told: {@code sampling.ratio} and its threshold, where they are known. */
  public Attributes added(int span) {
    int trace = traces.traceOf(span);
    return traces
        .state(span)
        .map(state -> verdicts[trace].told(state, traces.randomness(trace)))
        .orElseGet(verdicts[trace]::told);
  }

  /** Whether a span came with a {@code trace_state}, which what it is told replaces. */
  public boolean replacesTraceState(int span) {
    return traces.state(span).isPresent();
  }
}
