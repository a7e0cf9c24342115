package dev.konglightstep.cli;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.aws.AwsFace;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Lightstep takes nothing for a while, and on top of it the spill's queue. */
final class DemoOutage {
  private static final int QUEUED = 8;
  private static final int ALONE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LocalSet set;
  private final SpillWatch watch;
  private final LocalSpill spill;
  private final LongSupplier resent;
  private final Consumer<String> say;

  /**
   * Nothing is down yet.
   *
   * @param resent how many times Kong sent a batch again, until now
   */
  DemoOutage(
      LocalSet set, SpillWatch watch, LocalSpill spill, LongSupplier resent, Consumer<String> say) {
    this.set = set;
    this.watch = watch;
    this.spill = spill;
    this.resent = resent;
    this.say = say;
  }

  /** Begins it, and ends it once enough batches are in the spill. */
  void run() throws InterruptedException {
    Faults lightstep = set.lightstep().orElseThrow().faults();
    Faults aws = set.aws().orElseThrow().faults();
    long before = resent.getAsLong();
    say.accept("Lightstep answers 503; the proxy puts the batches into the spill's queue");
    lightstep.always(status(503));
    require(watch.awaitQueued(QUEUED, PATIENCE), "queue");
    say.accept("that queue is down too; the proxy puts them into the spill's bucket");
    aws.always(request -> AwsFace.isSqs(request, "SendMessage"), status(500));
    require(watch.awaitAlone(ALONE, PATIENCE), "bucket");
    aws.clear();
    lightstep.clear();
    say.accept(
        ("both are back; Kong had to send %d batches again; %d wait, and the drain tries each again"
                + " half a minute after its last try")
            .formatted(resent.getAsLong() - before, spill.left().size()));
  }

  /** Waits until the drain has sent everything. */
  void awaitDrain() throws InterruptedException {
    if (spill.awaitEmpty(PATIENCE)) {
      int spans = watch.seen().stream().mapToInt(StoredBatch::items).sum();
      say.accept(
          ("the drain has caught up: %d spans went through the spill, the last of them under the"
                  + " new token")
              .formatted(spans));
    } else {
      say.accept("the drain has not caught up: " + spill.left().size() + " batches wait still");
    }
  }

  private static void require(boolean reached, String store) {
    if (!reached) {
      throw new IllegalStateException("the spill's " + store + " got no batches");
    }
  }

  private static Fault status(int status) {
    return new Fault.Answer(new Response(status, Headers.NONE, Bytes.EMPTY));
  }
}
