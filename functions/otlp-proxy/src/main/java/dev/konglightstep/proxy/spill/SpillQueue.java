package dev.konglightstep.proxy.spill;

import java.time.Duration;

/** The queue of the spill. */
public interface SpillQueue {
  /**
   * The most bytes of one message (Amazon SQS, "Quotas": 1 MiB since August 2025).
   *
   * @see #send
   */
  int MOST_BYTES = 1 << 20;

  /**
   * Puts a text into the queue.
   *
   * @param message characters of XML 1.0, at most {@link #MOST_BYTES} in UTF-8
   * @throws StoreException if it is not there, or perhaps not
   */
  void send(String message, Duration timeout) throws StoreException;

  /**
   * Keeps a received message from view for a while.
   *
   * @param receipt the handle of its last receipt
   * @param time up to 12 h
   */
  void hide(String receipt, Duration time, Duration timeout) throws StoreException;
}
