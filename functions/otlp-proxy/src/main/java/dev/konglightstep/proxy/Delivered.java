package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.policy.Finished;
import java.util.BitSet;
import java.util.Optional;

/**
 * How far a request came. Its items are accepted, but for those that the backend will never take
 * and those behind the first one that it did not take now.
 *
 * @param response of the backend to all that it accepted, added up
 * @param readable whether all its answers could be read
 * @param refused the items that will never be accepted
 * @param refusal why; empty if there are none
 * @param failure why it ends before the last item; empty if it does not
 * @param from the first item that was not taken; the number of items if all were decided
 */
record Delivered(
    ExportResponse response,
    boolean readable,
    BitSet refused,
    Optional<Failure> refusal,
    Optional<Failure> failure,
    int from) {

  /** How many items of the batch the backend has. */
  int accepted(Finished batch) {
    return batch.kept(0, from) - refused.cardinality();
  }

  /** The items that will never be accepted, as a request of their own. */
  Bytes refusedOf(Finished batch) {
    return refused.cardinality() == batch.kept() ? batch.bytes() : batch.only(refused::get);
  }

  /** How many items were not taken. */
  int left(Finished batch) {
    return batch.kept(from, batch.request().items());
  }

  /** The items that were not taken, as a request of their own. */
  Bytes restOf(Finished batch) {
    return from == 0 ? batch.bytes() : batch.only(item -> item >= from);
  }
}
