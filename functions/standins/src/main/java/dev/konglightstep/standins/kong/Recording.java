package dev.konglightstep.standins.kong;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Appender;
import dev.konglightstep.core.otlp.MalformedException;
import dev.konglightstep.core.otlp.WireCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A body that a real Kong 3.9.3 sent, taken apart into spans and put together again. */
public final class Recording {
  /** Three batches that one Kong sent in a row, 490 spans, cut through traces as Kong cuts them. */
  public static final List<String> IN_A_ROW =
      List.of("11a-batch-200-previous", "11-batch-200", "12-batch-remainder");

  /** One recorded request each, of every kind that Kong answers. */
  public static final List<String> SINGLE =
      List.of(
          "01-anonymous-200",
          "02-consumer-role-arn",
          "03-sigv4-akia",
          "04-sigv4-asia",
          "05-lattice-identity",
          "06-alb-oidc-subject",
          "07-rejected-401",
          "08-no-route-404",
          "09-upstream-down-502",
          "10-secrets-in-url-and-sql",
          "14-remote-parent");

  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;

  private final Envelope envelope;
  private final List<Bytes> spans;

  private Recording(Envelope envelope, List<Bytes> spans) {
    this.envelope = envelope;
    this.spans = spans;
  }

  /** The recorded bytes, as they were sent. */
  public static Bytes body(String name) {
    String resource = "/kong/" + name + ".binpb";
    try (InputStream in = Recording.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  public static Recording load(String name) {
    return parse(body(name));
  }

  /**
   * Takes a body apart.
   *
   * @throws IllegalArgumentException if it is not one ResourceSpans with one ScopeSpans, whose
   *     spans stand together
   */
  public static Recording parse(Bytes body) {
    try {
      Split outer = Split.of(body, RESOURCE_SPANS);
      Split resource = Split.of(outer.only(), SCOPE_SPANS);
      Split scope = Split.of(resource.only(), SPANS);
      return new Recording(
          new Envelope(resource.before, resource.after, scope.before, scope.after), scope.middle);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("not a body of Kong's", e);
    }
  }

  /** Each span's own message, in the order of the body. */
  public List<Bytes> spans() {
    return spans;
  }

  /** A body with these spans in place of the recorded ones. */
  public Bytes with(List<Bytes> others) {
    Appender scope = new Appender().raw(envelope.beforeSpans());
    others.forEach(span -> scope.message(SPANS, span));
    Bytes scoped = scope.raw(envelope.afterSpans()).bytes();
    Bytes resource =
        new Appender()
            .raw(envelope.beforeScope())
            .message(SCOPE_SPANS, scoped)
            .raw(envelope.afterScope())
            .bytes();
    return new Appender().message(RESOURCE_SPANS, resource).bytes();
  }

  /** A message cut into one repeated field and what stands before and after it. */
  private record Split(Bytes before, List<Bytes> middle, Bytes after) {
    static Split of(Bytes message, int field) throws MalformedException {
      List<Bytes> middle = new ArrayList<>();
      WireCursor cursor = new WireCursor(message);
      int from = -1;
      int to = -1;
      while (cursor.hasMore()) {
        int at = cursor.offset();
        int tag = cursor.readTag();
        if (tag != (field << 3 | 2)) {
          cursor.skipPayload(tag);
          continue;
        }
        if (from >= 0 && at != to) {
          throw new IllegalArgumentException("field " + field + " does not stand together");
        }
        from = from < 0 ? at : from;
        middle.add(cursor.readBytes());
        to = cursor.offset();
      }
      if (from < 0) {
        throw new IllegalArgumentException("no field " + field);
      }
      return new Split(
          message.slice(0, from), List.copyOf(middle), message.slice(to, message.length() - to));
    }

    Bytes only() {
      if (middle.size() != 1) {
        throw new IllegalArgumentException("expected one message, found " + middle.size());
      }
      return middle.getFirst();
    }
  }
}
