package dev.konglightstep.proxy.aws;

import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.JsonObject;
import dev.konglightstep.proxy.spill.DeadLetters;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead letters of a queue of Amazon SQS, found by its redrive policy. */
public final class SqsDeadLetters implements DeadLetters {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final SqsClient client;
  private final String url;

  /** Nothing is connected to yet. */
  public SqsDeadLetters(AwsSettings settings, String url) {
    this.client = AwsClients.create(SqsClient.builder(), settings);
    this.url = url;
  }

  @Override
  public int count() throws StoreException {
    String name = arn().replaceAll("^.*:", "");
    return Calls.make(
        "count the dead letters",
        TIMEOUT,
        () ->
            Integer.parseInt(
                attributes(client.getQueueUrl(get -> get.queueName(name)).queueUrl())
                    .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")));
  }

  @Override
  public void moveBack() throws StoreException {
    String arn = arn();
    Calls.make(
        "move the dead letters",
        TIMEOUT,
        () -> client.startMessageMoveTask(start -> start.sourceArn(arn)));
  }

  @Override
  public String progress() throws StoreException {
    return last()
        .map(
            task ->
                "%s, %d of about %d moved"
                    .formatted(
                        task.status(),
                        task.approximateNumberOfMessagesMoved(),
                        task.approximateNumberOfMessagesToMove()))
        .orElse("nothing was moved");
  }

  @Override
  public boolean isMoving() throws StoreException {
    return last().filter(task -> task.status().equals("RUNNING")).isPresent();
  }

  private Optional<ListMessageMoveTasksResultEntry> last() throws StoreException {
    String arn = arn();
    List<ListMessageMoveTasksResultEntry> tasks =
        Calls.make(
            "ask about the move of dead letters",
            TIMEOUT,
            () -> client.listMessageMoveTasks(list -> list.sourceArn(arn).maxResults(1)).results());
    return tasks.stream().findFirst();
  }

  private String arn() throws StoreException {
    String policy =
        Calls.make(
            "read the attributes of the spill's queue",
            TIMEOUT,
            () -> attributes(url).getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"));
    try {
      return JsonObject.parse(policy)
          .text("deadLetterTargetArn")
          .orElseThrow(() -> new StoreException("the spill's queue has no queue for dead letters"));
    } catch (InvalidDocumentException e) {
      throw new StoreException("the redrive policy of the spill's queue cannot be read");
    }
  }

  private Map<QueueAttributeName, String> attributes(String queue) {
    return client
        .getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }
}
