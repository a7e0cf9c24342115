package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.util.regex.Pattern;

/** What SQS takes as a message (API reference, SendMessage; Developer Guide, "Message quotas"). */
final class MessageRules {
  private static final int MOST_ATTRIBUTES = 10;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

  private MessageRules() {}

  /**
   * Refuses what SQS would.
   *
   * @throws SqsFailure if it is too large, too long delayed, or not made of the characters allowed
   */
  static void check(SendMessage message, int mostBytes) {
    if (message.body().isEmpty()) {
      throw SqsFailure.missing("MessageBody");
    }
    if (message.size() > mostBytes) {
      throw SqsFailure.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + mostBytes
              + " bytes.");
    }
    if (!message.body().codePoints().allMatch(MessageRules::isAllowed)) {
      throw new SqsFailure(
          SqsFailure.Code.INVALID_MESSAGE_CONTENTS,
          "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF"
              + " | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }
    message.delay().ifPresent(MessageRules::checkDelay);
    checkAttributes(message);
  }

  private static void checkDelay(Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw SqsFailure.invalidParameter(
          delay.toSeconds(), "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
    }
  }

  private static void checkAttributes(SendMessage message) {
    if (message.attributes().size() > MOST_ATTRIBUTES) {
      throw SqsFailure.invalidParameter(
          "Number of message attributes ["
              + message.attributes().size()
              + "] exceeds the allowed maximum ["
              + MOST_ATTRIBUTES
              + "].");
    }
    message.attributes().forEach(MessageRules::checkAttribute);
  }

  private static void checkAttribute(String name, MessageAttribute attribute) {
    if (!ATTRIBUTE_NAME.matcher(name).matches()) {
      throw SqsFailure.invalidParameter(
          "The message attribute name '" + name + "' is not one that SQS allows.");
    }
    if (!TYPE.matcher(attribute.dataType()).matches()) {
      throw SqsFailure.invalidParameter(
          "The type of message attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: Binary,"
              + " Number, String.");
    }
    if (attribute.value().isEmpty()) {
      throw SqsFailure.invalidParameter(
          "Message (user) attribute '"
              + name
              + "' must contain a non-empty value of type '"
              + attribute.dataType()
              + "'.");
    }
  }

  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
