package dev.konglightstep.proxy.spill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/**
 * An object of the quarantine: a line of JSON that says what it is, and behind it the bytes.
 *
 * <pre>
 * {"version":1,"reason":"refused","why":"…","signal":"TRACES","items":200,
 *  "received":"2026-11-24T10:00:00Z","source":"…","headers":{"content-type":"…"}}
 * </pre>
 */
public final class QuarantineFormat {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int VERSION = 1;

  private QuarantineFormat() {}

  static Bytes object(Quarantined kept) {
    ObjectNode head =
        MAPPER
            .createObjectNode()
            .put("version", VERSION)
            .put("reason", kept.reason().text())
            .put("why", kept.why())
            .put("items", kept.items())
            .put("received", kept.received().toString())
            .put("source", kept.source());
    kept.signal().ifPresent(signal -> head.put("signal", signal.name()));
    SafeHeaders.of(kept.headers()).forEach(head.putObject("headers")::put);
    return HeadLine.join(head.toString(), kept.body());
  }

  /** Reads an object. */
  public static Quarantined read(Bytes object) throws UnreadableMessageException {
    HeadLine line = HeadLine.of(object);
    try {
      JsonObject head = JsonObject.parse(line.head());
      if (head.requiredNumber("version") != VERSION) {
        throw new UnreadableMessageException("its version is not known here", true);
      }
      return new Quarantined(
          Quarantined.Reason.valueOf(
              head.requiredText("reason").toUpperCase(Locale.ROOT).replace('-', '_')),
          head.requiredText("why"),
          head.text("signal").map(Signal::valueOf),
          head.requiredNumber("items"),
          Instant.parse(head.requiredText("received")),
          head.requiredText("source"),
          SafeHeaders.read(head.textsByName("headers")),
          line.rest());
    } catch (InvalidDocumentException | IllegalArgumentException e) {
      throw new UnreadableMessageException("its first line is not ours: " + e.getMessage(), false);
    }
  }
}
