package dev.konglightstep.proxy;

import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.ExportResponse;
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

  /** How many items the backend has. */
  int accepted() {
    return from - refused.cardinality();
  }

  /** The items that will never be accepted, as a request of their own. */
  Part refusedOf(Edits edits) {
    return new Part(edits, refused::get);
  }

  /** The items that were not taken, as a request of their own. */
  Part restOf(Edits edits) {
    return new Part(edits, item -> item >= from);
  }
}
