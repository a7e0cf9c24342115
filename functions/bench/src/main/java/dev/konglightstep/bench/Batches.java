package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.Recording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** The recorded batch of 200 spans, each time under fresh trace ids of equal length. */
final class Batches {
  /** Callers of as long a name as the one that the recording has for them all. */
  static final List<String> ROLES =
      List.of("orders-client", "orders-clien1", "orders-clien2", "orders-clien3");

  private static final String RECORDED = "11-batch-200";
  private static final String ROLE = "/" + ROLES.getFirst();

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

  /** The same with ten callers: the recorded roles' names are those of {@link #ROLES} in turn. */
  static Batches ofTenCallers() {
    String body = new String(Recording.body(RECORDED).copy(), StandardCharsets.ISO_8859_1);
    StringBuilder told = new StringBuilder();
    int role = 0;
    int from = 0;
    for (int at = body.indexOf(ROLE); at >= 0; at = body.indexOf(ROLE, from)) {
      told.append(body, from, at + 1).append(ROLES.get(role++ % ROLES.size()));
      from = at + ROLE.length();
    }
    told.append(body, from, body.length());
    return new Batches(Bytes.of(told.toString().getBytes(StandardCharsets.ISO_8859_1)));
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
