package dev.konglightstep.standins.sqs;

import dev.konglightstep.core.Bytes;

/** The function behind an event source. */
@FunctionalInterface
public interface QueueFunction {
  /**
   * Handles a batch.
   *
   * @param event as JSON
   * @return as JSON; empty for a function that returns nothing
   * @throws Exception if the whole invocation fails, by a timeout too
   */
  Bytes call(Bytes event) throws Exception;
}
