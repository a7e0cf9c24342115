package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.latency.Series;

/** Figures that add up until they are taken out. Not thread-safe. */
interface Figures {
  /**
   * Counts a request.
   *
   * @param weight for how many requests it stands, at least 1
   * @param nanos how long it took; negative if nobody knows
   */
  void count(Series series, double weight, long nanos);

  /** What was counted since this was last asked, as it is handed on; empty if nothing was. */
  Bytes take();
}
