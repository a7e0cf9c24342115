package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * The answer to an Export request; the three signals share one shape (opentelemetry-proto, {@code
 * collector/trace/v1/trace_service.proto}: {@code partial_success = 1 { rejected_spans = 1,
 * error_message = 2 }}).
 *
 * @param rejected items that the receiver refused and that must not be sent again
 * @param message why, or a warning where nothing was rejected
 */
public record ExportResponse(long rejected, String message) {
  public static final ExportResponse FULL_SUCCESS = new ExportResponse(0, "");

  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int MESSAGE = 2;

  public boolean isFullSuccess() {
    return rejected == 0 && message.isEmpty();
  }

  /** The response to two pieces of one request. */
  public ExportResponse and(ExportResponse other) {
    String both = message.isEmpty() || other.message.isEmpty() ? "" : "; ";
    return new ExportResponse(rejected + other.rejected, message + both + other.message);
  }

  /** The message on the wire: empty for full success, where partial_success must stay unset. */
  public Bytes bytes() {
    if (isFullSuccess()) {
      return Bytes.EMPTY;
    }
    Bytes partial = new Appender().integer(REJECTED, rejected).text(MESSAGE, message).bytes();
    return new Appender().message(PARTIAL_SUCCESS, partial).bytes();
  }

  /**
   * Reads an answer; what stands in it twice merges as protobuf merges.
   *
   * @throws MalformedException if the bytes are no protobuf message
   */
  public static ExportResponse read(Bytes answer) throws MalformedException {
    ExportResponse response = FULL_SUCCESS;
    WireCursor cursor = new WireCursor(answer);
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == Wire.tag(PARTIAL_SUCCESS, Wire.LEN)) {
        response = response.merge(cursor.readBytes());
      } else {
        cursor.skipPayload(tag);
      }
    }
    return response;
  }

  private ExportResponse merge(Bytes partial) throws MalformedException {
    long count = rejected;
    String why = message;
    WireCursor cursor = new WireCursor(partial);
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      if (tag == Wire.tag(REJECTED, Wire.VARINT)) {
        count = cursor.readVarint();
      } else if (tag == Wire.tag(MESSAGE, Wire.LEN)) {
        why = cursor.readBytes().text();
      } else {
        cursor.skipPayload(tag);
      }
    }
    return new ExportResponse(count, why);
  }
}
