package dev.konglightstep.standins.sqs;

/**
 * Where messages go that were received too often.
 *
 * @param deadLetterTargetArn of the queue that takes them
 * @param maxReceiveCount 1 to 1000; who would be received once more is moved instead
 */
public record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
  static final int MOST_RECEIVES = 1000;

  /** The policy as the queue's attribute has it. */
  String json() {
    return "{\"deadLetterTargetArn\":\""
        + deadLetterTargetArn
        + "\",\"maxReceiveCount\":"
        + maxReceiveCount
        + "}";
  }
}
