package dev.konglightstep.cli;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.SpillDrainHandler;
import dev.konglightstep.standins.sqs.EventSource;
import dev.konglightstep.standins.sqs.EventSourceSettings;
import dev.konglightstep.standins.sqs.Poll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Runs the drain of the spill on a thread of its own, as Lambda would: with what the stand-in's
 * queue has, and by a schedule. A real queue has its real drain, so for that one nothing runs here.
 */
final class LocalDrain implements AutoCloseable {
  private static final String FUNCTION = "SpillDrainFunction";

  /** What template.yaml gives the event source. */
  private static final int BATCH = 100;

  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Bytes SCHEDULED =
      Bytes.utf8("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}");

  private final SpillDrainHandler handler;
  private final EventSource source;
  private final Duration sweep;
  private final PrintStream err;
  private final Thread thread;

  private LocalDrain(
      SpillDrainHandler handler, LocalAws aws, String queue, Duration sweep, PrintStream err) {
    this.handler = handler;
    this.source =
        new EventSource(
            aws.queues(), EventSourceSettings.of(queue).gathering(BATCH, WINDOW), this::call);
    this.sweep = sweep;
    this.err = err;
    this.thread = Thread.ofPlatform().daemon().name("drain").unstarted(this::work);
  }

  /**
   * Starts the drain of the stand-ins' queue.
   *
   * @param sweep how long after one sweep the next one comes
   * @param err gets the function's log
   */
  static LocalDrain start(
      LocalAws aws, Map<String, String> environment, Duration sweep, PrintStream err) {
    String queue = environment.getOrDefault("SPILL_QUEUE_URL", LocalSet.SPILL);
    SpillDrainHandler handler = new SpillDrainHandler(environment, err);
    LocalDrain drain = new LocalDrain(handler, aws, queue, sweep, err);
    drain.thread.start();
    return drain;
  }

  /** What is under way is cut off; the queue has it still. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    long swept = System.nanoTime();
    try {
      while (true) {
        Poll poll = source.pollOnce();
        poll.trouble().ifPresent(this::failed);
        if (System.nanoTime() - swept >= sweep.toNanos()) {
          sweep();
          swept = System.nanoTime();
        }
        if (poll.deleted().isEmpty()) {
          Thread.sleep(POLL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    try {
      call(SCHEDULED);
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private Bytes call(Bytes event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(event.stream(), answer, new LocalContext(FUNCTION));
    return Bytes.of(answer.toByteArray());
  }

  /** An invocation that fails is Lambda's to repeat, and the sweep comes again anyway. */
  private void failed(Exception e) {
    if (!thread.isInterrupted()) {
      err.println("the drain failed, and is tried again: " + e.getMessage());
    }
  }
}
