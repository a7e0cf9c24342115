package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.SpanFields;
import dev.konglightstep.core.policy.Principals;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sampling does to some requests of traces, rule by rule. It is told them one after the other,
 * as one environment of the proxy would be.
 */
public final class Trial {
  /** Nobody sends hostile trace ids here. */
  private static final long SEED = 1;

  private static final Edits ALL = new Edits() {};

  private final Sampler sampler;
  private final Principals principals;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /** No request yet. */
  public Trial(Sampling sampling, Principals principals) {
    this.sampler = new Sampler(sampling, new RememberedTraces(SEED));
    this.principals = principals;
    sampling.rules().forEach(rule -> tallies.put(rule.name(), new Tally()));
    tallies.put(Sampler.OTHERWISE, new Tally());
    tallies.put(Sampler.ORPHANS, new Tally());
  }

  /** One request of traces more. */
  public void add(ExportRequest request) {
    Traces traces = Traces.of(request, SEED);
    Decisions decisions = sampler.decide(request, traces, principals.of(request, () -> traces));
    SpanFields fields = new SpanFields(request.index());
    Set<String> saving = new HashSet<>();
    for (int span = 0; span < request.items(); span++) {
      fields.read(span);
      tally(decisions.rule(span)).add(fields.traceId(), decisions.keeps(span));
      if (!decisions.keeps(span)) {
        saving.add(decisions.rule(span));
      }
    }
    int whole = request.write(ALL).length();
    for (String rule : saving) {
      tally(rule).saved += whole - request.write(without(decisions, rule)).length();
    }
  }

  /** What came of them: the rules in their order, then what no rule names, then orphans. */
  public List<Row> rows() {
    return tallies.entrySet().stream().map(one -> one.getValue().row(one.getKey())).toList();
  }

  private Tally tally(String rule) {
    return tallies.computeIfAbsent(rule, name -> new Tally());
  }

  private static Edits without(Decisions decisions, String rule) {
    return new Edits() {
      @Override
      public boolean keeps(int item) {
        return decisions.keeps(item) || !decisions.rule(item).equals(rule);
      }
    };
  }

  /**
   * What came of the traces that one rule decided about.
   *
   * @param bytesSaved that are not sent for it, uncompressed
   */
  public record Row(
      String rule,
      int tracesKept,
      int tracesDropped,
      long spansKept,
      long spansDropped,
      long bytesSaved) {}

  private static final class Tally {
    private final Set<Bytes> kept = new HashSet<>();
    private final Set<Bytes> dropped = new HashSet<>();
    private long spansKept;
    private long spansDropped;
    private long saved;

    void add(Bytes trace, boolean keeps) {
      (keeps ? kept : dropped).add(trace);
      spansKept += keeps ? 1 : 0;
      spansDropped += keeps ? 0 : 1;
    }

    Row row(String rule) {
      return new Row(rule, kept.size(), dropped.size(), spansKept, spansDropped, saved);
    }
  }
}
