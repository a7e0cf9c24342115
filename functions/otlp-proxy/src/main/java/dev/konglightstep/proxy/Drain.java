package dev.konglightstep.proxy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.proxy.latency.OwnCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The drain of the spill as a function: from an event to its answer. */
public final class Drain {
  /** What is kept at the end to hide messages and to delete objects. */
  private static final Duration TIDYING = Duration.ofSeconds(10);

  /** What is kept for the answer. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final QueueDrain queue;
  private final Sweep sweep;
  private final OwnCounts counts;

  Drain(QueueDrain queue, Sweep sweep, OwnCounts counts) {
    this.queue = queue;
    this.sweep = sweep;
    this.counts = counts;
  }

  /**
   * One event.
   *
   * @param deadline when the function is ended
   * @return which messages stay in the queue (AWS Lambda developer guide, "Implementing partial
   *     batch responses"), or how many objects were swept
   */
  String handle(DrainEvent event, Instant deadline) {
    Instant end = deadline.minus(ANSWER);
    Instant until = end.minus(TIDYING);
    ObjectNode answer = new JsonMapper().createObjectNode();
    switch (event) {
      case DrainEvent.Messages(List<DrainEvent.Message> messages) -> {
        ArrayNode failures = answer.putArray("batchItemFailures");
        queue
            .drain(messages, until, end)
            .forEach(id -> failures.addObject().put("itemIdentifier", id));
      }
      case DrainEvent.Scheduled scheduled -> answer.put("swept", sweep.sweep(until, end));
    }
    counts.report(end);
    return answer.toString();
  }
}
