package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.Recording;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The recorded batch of 200 spans, each time under fresh trace ids of equal length. */
final class Batches {
  private static final String RECORDED = "11-batch-200";

  private final Recording recording;
  private final Random random = new Random(1);

  Batches() {
    this(Recording.body(RECORDED));
  }

  private Batches(Bytes body) {
    this.recording = Recording.parse(body);
  }

  /**
   * The same without its checkouts and logins, which are most of it: other words of equal length
   * stand in their place, so that of all of it a tenth is kept where a tenth of the rest is.
   */
  static Batches ofTheRest() {
    String body = new String(Recording.body(RECORDED).copy(), StandardCharsets.ISO_8859_1);
    String rest = body.replace("checkout", "products").replace("login", "goods");
    return new Batches(Bytes.of(rest.getBytes(StandardCharsets.ISO_8859_1)));
  }

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
