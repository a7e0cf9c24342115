package dev.konglightstep.standins.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What one receive of a message is called by. AWS's are opaque; ours tell the queue, the message
 * and which receive it was, so that nothing must be kept of old ones.
 */
record ReceiptHandle(String queue, String messageId, int receive) {
  private static final String PREFIX = "AQEB";
  private static final int PARTS = 3;

  /**
   * Reads a handle that was given for this queue.
   *
   * @throws SqsFailure if it is none, or another queue's
   */
  static ReceiptHandle parse(String text, String queue) {
    String[] parts = plain(text).split(" ", -1);
    if (parts.length != PARTS || !parts[0].equals(queue) || !parts[2].matches("\\d{1,9}")) {
      throw invalid(text);
    }
    return new ReceiptHandle(parts[0], parts[1], Integer.parseInt(parts[2]));
  }

  String text() {
    String plain = queue + " " + messageId + " " + receive;
    return PREFIX + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static String plain(String text) {
    if (!text.startsWith(PREFIX)) {
      return "";
    }
    try {
      byte[] plain = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static SqsFailure invalid(String text) {
    return new SqsFailure(
        SqsFailure.Code.RECEIPT_HANDLE_IS_INVALID,
        "The input receipt handle \"" + text + "\" is not a valid receipt handle.");
  }
}
