package dev.konglightstep.proxy.aws;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A queue of a test, and the adapter to it. */
record ScratchQueue(SqsClient client, String url, SqsQueue adapter) implements AutoCloseable {

  List<Message> receive() {
    return client.receiveMessage(request -> request.queueUrl(url)).messages();
  }

  void delete(String receipt) {
    client.deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt));
  }

  @Override
  public void close() {
    client.deleteQueue(request -> request.queueUrl(url));
    client.close();
  }
}
