package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.Recording;
import java.util.Random;

/** The recorded batch of 200 spans, each time under fresh trace ids of equal length. */
final class Batches {
  private static final String RECORDED = "11-batch-200";

  private final Recording recording = Recording.load(RECORDED);
  private final Random random = new Random(1);

  Bytes next() {
    FreshTraces fresh = new FreshTraces(random);
    return recording.with(recording.spans().stream().map(fresh::of).toList());
  }

  /** So many batches, none of which has a trace id of another. */
  Bytes[] some(int count) {
    Bytes[] batches = new Bytes[count];
    for (int i = 0; i < count; i++) {
      batches[i] = next();
    }
    return batches;
  }
}
