package dev.konglightstep.proxy.spill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

/**
 * How a batch is written in the spill: a line of JSON that says what it is, and behind it the
 * compressed bytes, in a message as base64, in an object as they are. A pointer is the line alone.
 *
 * <pre>
 * {"version":1,"signal":"TRACES","destination":"lightstep","encoding":"gzip","items":200,
 *  "received":"2026-11-24T10:00:00Z","sha256":"…"[,"object":"spill/large/…"]}
 * </pre>
 */
public final class SpillFormat {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int VERSION = 1;

  private SpillFormat() {}

  /** The object that holds a batch. */
  public static Bytes object(StoredBatch batch) {
    return HeadLine.join(head(batch).toString(), batch.gzip());
  }

  /** The message that holds a batch; ASCII. */
  public static String message(StoredBatch batch) {
    return head(batch) + "\n" + Base64.getEncoder().encodeToString(batch.gzip().copy());
  }

  /** The message that says where a batch is; ASCII. */
  public static String pointer(StoredBatch batch, String key) {
    return head(batch).put("object", key).toString();
  }

  /** Reads a message. */
  public static SpillMessage readMessage(String message) throws UnreadableMessageException {
    int end = message.indexOf('\n');
    Head head = Head.read(end < 0 ? message : message.substring(0, end));
    if (head.object.isPresent()) {
      return new SpillMessage.Pointer(head.object.get());
    }
    try {
      byte[] gzip = Base64.getDecoder().decode(end < 0 ? "" : message.substring(end + 1));
      return new SpillMessage.Whole(head.with(Bytes.of(gzip)));
    } catch (IllegalArgumentException e) {
      throw unreadable("the batch is not base64");
    }
  }

  /** Reads an object. */
  public static StoredBatch readObject(Bytes object) throws UnreadableMessageException {
    HeadLine line = HeadLine.of(object);
    return Head.read(line.head()).with(line.rest());
  }

  private static ObjectNode head(StoredBatch batch) {
    return MAPPER
        .createObjectNode()
        .put("version", VERSION)
        .put("signal", batch.signal().name())
        .put("destination", batch.destination())
        .put("encoding", "gzip")
        .put("items", batch.items())
        .put("received", batch.received().toString())
        .put("sha256", batch.hash());
  }

  private static UnreadableMessageException unreadable(String why) {
    return new UnreadableMessageException(why, false);
  }

  /** The line. */
  private record Head(
      Signal signal,
      String destination,
      int items,
      Instant received,
      String hash,
      Optional<String> object) {

    static Head read(String line) throws UnreadableMessageException {
      try {
        JsonObject head = JsonObject.parse(line);
        requireKnown(head);
        return new Head(
            Signal.valueOf(head.requiredText("signal")),
            head.requiredText("destination"),
            head.requiredNumber("items"),
            Instant.parse(head.requiredText("received")),
            head.requiredText("sha256"),
            head.text("object"));
      } catch (InvalidDocumentException | DateTimeParseException | IllegalArgumentException e) {
        throw unreadable("its first line is not ours: " + e.getMessage());
      }
    }

    private static void requireKnown(JsonObject head) throws UnreadableMessageException {
      int version = head.requiredNumber("version");
      String encoding = head.requiredText("encoding");
      if (version != VERSION || !encoding.equals("gzip")) {
        throw new UnreadableMessageException(
            "version " + version + " with encoding " + encoding + " is not known here", true);
      }
    }

    StoredBatch with(Bytes gzip) throws UnreadableMessageException {
      StoredBatch batch = new StoredBatch(signal, destination, items, received, gzip);
      if (!batch.hash().equals(hash)) {
        throw unreadable("the batch is not the one that was stored: its hash differs");
      }
      return batch;
    }
  }
}
