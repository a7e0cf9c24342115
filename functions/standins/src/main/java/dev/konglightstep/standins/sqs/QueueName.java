package dev.konglightstep.standins.sqs;

/**
 * The name of a queue, which every call takes as it is, at the end of a URL ({@code
 * http://host/account/name}) or at the end of an ARN.
 */
record QueueName(String text) {
  private static final String ARN = "arn:aws:sqs:" + SqsModel.REGION + ":" + SqsModel.ACCOUNT + ":";

  static QueueName of(String queue) {
    int last = Math.max(queue.lastIndexOf('/'), queue.lastIndexOf(':'));
    return new QueueName(queue.substring(last + 1));
  }

  String arn() {
    return ARN + text;
  }

  static boolean isArn(String text) {
    return text.startsWith(ARN);
  }
}
