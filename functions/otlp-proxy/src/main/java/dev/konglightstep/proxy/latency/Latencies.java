package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.Identities;
import dev.konglightstep.core.policy.latency.Latency;
import dev.konglightstep.core.policy.latency.ServerRequests;
import dev.konglightstep.core.policy.sampling.Traces;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests, errors and durations of all that Kong sends, of what is sampled out too. Nothing of it
 * is made, and no class of OpenTelemetry's is loaded, before a policy asks for it.
 *
 * <p>Thread-safe. A mistake in here costs figures, never a batch its answer.
 */
public final class Latencies {
  private final Function<Latency, Figures> made;
  private final Map<Latency.To, Sink> sinks;
  private final Outbox outbox;
  private final Log log;
  private @Nullable Counting counting;

  Latencies(
      Function<Latency, Figures> made,
      Map<Latency.To, Sink> sinks,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.made = made;
    this.sinks = sinks;
    this.outbox = new Outbox(clock, log, metrics);
    this.log = log;
  }

  /**
   * Figures that OpenTelemetry's SDK adds up.
   *
   * @param backend takes OTLP requests of metrics
   * @param lines takes lines of CloudWatch's Embedded Metric Format
   * @param instances gives a name to this environment, that no other has; it is asked when figures
   *     are counted for the first time, which is after every checkpoint
   */
  public static Latencies counting(
      Sink backend,
      Consumer<String> lines,
      Supplier<String> instances,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    Function<Latency, Figures> made =
        what -> {
          Form form =
              switch (what.to()) {
                case BACKEND -> new OtlpForm(instances.get());
                case EMF -> new EmfForm(what.principal());
              };
          return new SdkFigures(what.maxSeries(), form, clock);
        };
    Map<Latency.To, Sink> sinks =
        Map.of(Latency.To.BACKEND, backend, Latency.To.EMF, new LineSink(lines));
    return new Latencies(made, sinks, clock, log, metrics);
  }

  /**
   * Counts the requests of a batch. To be called once for each, when it is decided that Kong gets
   * 200 for it; never for one that Kong sends again.
   */
  public void record(Latency what, Finished batch) {
    try {
      batch.traces().ifPresent(traces -> count(what, batch, traces));
    } catch (RuntimeException e) {
      mistake(e);
    }
  }

  /**
   * Hands the figures on if the last time is long enough ago; called at the end of an invocation.
   *
   * @param until when it must have returned; it takes a second of that at most
   */
  public void flush(Instant until) {
    try {
      outbox.flush(this::take, until);
    } catch (RuntimeException e) {
      mistake(e);
    }
  }

  private synchronized void count(Latency what, Finished batch, Traces traces) {
    Figures figures = figures(what);
    ServerRequests requests =
        new ServerRequests(
            batch.request(), traces, what.principal() ? batch.identities() : Identities.NONE);
    for (int number = 0; number < requests.count(); number++) {
      int span = requests.span(number);
      double weight = batch.decisions().map(decisions -> decisions.weight(span)).orElse(1.0);
      figures.count(requests.series(number), weight, requests.nanos(number));
    }
  }

  /** Those that add up now; a policy that changed begins others. */
  private Figures figures(Latency what) {
    Counting known = counting;
    if (known != null && (known.what.equals(what) || outbox.isFull())) {
      return known.figures;
    }
    if (known != null) {
      outbox.put(parcel(known));
    }
    Counting begun = new Counting(what, made.apply(what));
    counting = begun;
    outbox.open();
    return begun.figures;
  }

  private synchronized Optional<Outbox.Parcel> take() {
    return Optional.ofNullable(counting).map(this::parcel);
  }

  private Outbox.Parcel parcel(Counting of) {
    Sink sink = sinks.get(of.what.to());
    if (sink == null) {
      throw new IllegalStateException("nobody takes figures for " + of.what.to());
    }
    return new Outbox.Parcel(of.figures.take(), sink);
  }

  private void mistake(RuntimeException e) {
    log.error("figures of requests are lost by a mistake", Map.of("why", e.toString()));
  }

  private record Counting(Latency what, Figures figures) {}
}
