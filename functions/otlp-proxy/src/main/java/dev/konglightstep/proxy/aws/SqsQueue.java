package dev.konglightstep.proxy.aws;

import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.proxy.spill.SpillQueue;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue of Amazon SQS. */
public final class SqsQueue implements SpillQueue {
  private final SqsClient client;
  private final String url;

  /** Nothing is connected to yet. */
  public SqsQueue(AwsSettings settings, String url) {
    this.client = AwsClients.create(SqsClient.builder(), settings);
    this.url = url;
  }

  @Override
  public void send(String message, Duration timeout) throws StoreException {
    Calls.make(
        "send to the spill's queue",
        timeout,
        () ->
            client.sendMessage(
                send ->
                    send.queueUrl(url)
                        .messageBody(message)
                        .overrideConfiguration(override -> override.apiCallTimeout(timeout))));
  }

  @Override
  public void hide(String receipt, Duration time, Duration timeout) throws StoreException {
    Calls.make(
        "hide a message of the spill's queue",
        timeout,
        () ->
            client.changeMessageVisibility(
                change ->
                    change
                        .queueUrl(url)
                        .receiptHandle(receipt)
                        .visibilityTimeout((int) time.toSeconds())
                        .overrideConfiguration(override -> override.apiCallTimeout(timeout))));
  }
}
