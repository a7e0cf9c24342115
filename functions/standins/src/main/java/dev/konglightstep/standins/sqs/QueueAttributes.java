package dev.konglightstep.standins.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A queue's settings and counts under the names that the API gives them; all values are texts. */
final class QueueAttributes {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int DAYS_14 = 1_209_600;
  private static final int HOURS_12 = 43_200;

  private QueueAttributes() {}

  static Map<String, String> of(Queue queue, Instant now) {
    QueueSettings settings = queue.settings();
    QueueCounts counts = queue.counts(now);
    Map<String, String> all = new TreeMap<>();
    all.put("ApproximateNumberOfMessages", String.valueOf(counts.visible()));
    all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()));
    all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()));
    all.put("CreatedTimestamp", String.valueOf(queue.created().getEpochSecond()));
    all.put("DelaySeconds", seconds(settings.delay()));
    all.put("LastModifiedTimestamp", String.valueOf(queue.modified().getEpochSecond()));
    all.put("MaximumMessageSize", String.valueOf(settings.maximumMessageSize()));
    all.put("MessageRetentionPeriod", seconds(settings.retention()));
    all.put("QueueArn", SqsModel.arn(queue.name()));
    all.put("ReceiveMessageWaitTimeSeconds", seconds(settings.receiveWait()));
    all.put("VisibilityTimeout", seconds(settings.visibilityTimeout()));
    settings.redrive().ifPresent(policy -> all.put("RedrivePolicy", policy.json()));
    return all;
  }

  /** These settings with the attributes in place of theirs. */
  static QueueSettings settings(QueueSettings before, Map<String, String> attributes) {
    QueueSettings settings = before;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      settings = changed(settings, attribute.getKey(), attribute.getValue());
    }
    return settings;
  }

  private static QueueSettings changed(QueueSettings before, String name, String value) {
    return switch (name) {
      case "VisibilityTimeout" ->
          before.withVisibilityTimeout(Duration.ofSeconds(number(name, value, 0, HOURS_12)));
      case "MessageRetentionPeriod" ->
          before.withRetention(Duration.ofSeconds(number(name, value, 60, DAYS_14)));
      case "DelaySeconds" -> before.withDelay(Duration.ofSeconds(number(name, value, 0, 900)));
      case "MaximumMessageSize" ->
          before.withMaximumMessageSize(number(name, value, 1024, QueueSettings.MOST_BYTES));
      case "ReceiveMessageWaitTimeSeconds" ->
          before.withReceiveWait(Duration.ofSeconds(number(name, value, 0, 20)));
      case "RedrivePolicy" -> before.withRedrive(redrive(value));
      default ->
          throw new SqsFailure(
              SqsFailure.Code.INVALID_ATTRIBUTE_NAME, "Unknown Attribute " + name + ".");
    };
  }

  /** An empty text takes the policy away. */
  private static Optional<RedrivePolicy> redrive(String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode policy = MAPPER.readTree(value);
      String target = policy.path("deadLetterTargetArn").asText();
      int most = policy.path("maxReceiveCount").asInt();
      if (!QueueName.isArn(target) || most < 1 || most > RedrivePolicy.MOST_RECEIVES) {
        throw SqsFailure.invalidParameter(
            value, "RedrivePolicy", "Invalid value for deadLetterTargetArn or maxReceiveCount.");
      }
      return Optional.of(new RedrivePolicy(target, most));
    } catch (JsonProcessingException e) {
      throw SqsFailure.invalidParameter(
          value, "RedrivePolicy", "Redrive policy is not a valid JSON map.");
    }
  }

  private static int number(String name, String value, int least, int most) {
    int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw new SqsFailure(
          SqsFailure.Code.INVALID_ATTRIBUTE_VALUE, "Invalid value for the parameter " + name + ".");
    }
    return number;
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }
}
