package dev.konglightstep.standins.sqs;

import static dev.konglightstep.standins.sqs.ScratchSqs.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON as it is on the wire; the SDK's reading of it is tested where the SDK is. */
class SqsFaceTest {
  private static final String URL = "http://host:1/000000000000/spill";
  private static final Headers SIGNED =
      Headers.of("Authorization", "AWS4-HMAC-SHA256 …").with("Host", "host:1");

  private final ScratchSqs sqs = new ScratchSqs();
  private final SqsFace face = new SqsFace(sqs.model);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GetQueueUrl          | {"QueueName":"spill"}                                                    | {"QueueUrl":"URL"}
          CreateQueue          | {"QueueName":"new","Attributes":{"DelaySeconds":"5"}}                    | {"QueueUrl":"http://host:1/000000000000/new"}
          ListQueues           | {}                                                                       | {"QueueUrls":["URL","URL-dead"]}
          ListQueues           | {"QueueNamePrefix":"spill-"}                                             | {"QueueUrls":["URL-dead"]}
          GetQueueAttributes   | {"QueueUrl":"URL"}                                                       | {"Attributes":{}}
          GetQueueAttributes   | {"QueueUrl":"URL","AttributeNames":["DelaySeconds","RedrivePolicy"]}     | {"Attributes":{"DelaySeconds":"0","RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:eu-west-1:000000000000:spill-dead\\",\\"maxReceiveCount\\":2}"}}
          SetQueueAttributes   | {"QueueUrl":"URL","Attributes":{"VisibilityTimeout":"7"}}                | {}
          ReceiveMessage       | {"QueueUrl":"URL"}                                                       | {}
          PurgeQueue           | {"QueueUrl":"URL"}                                                       | {}
          DeleteQueue          | {"QueueUrl":"URL"}                                                       | {}
          ListMessageMoveTasks | {"SourceArn":"arn:aws:sqs:eu-west-1:000000000000:spill"}                 | {"Results":[]}
          """)
  void anyCall_done_answersWithWhatTheApiNames(String operation, String request, String output) {
    assertThat(answer(operation, request, 200)).isEqualTo(output.replace("URL", URL));
  }

  @Test
  void receive_one_tellsWhatIsAskedFor() {
    answer(
        "SendMessage",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":\"hello\",\"MessageAttributes\":{"
            + "\"a.b\":{\"DataType\":\"Number\",\"StringValue\":\"1\"},"
            + "\"other\":{\"DataType\":\"Binary.gzip\",\"BinaryValue\":\"AQI=\"}}}",
        200);

    String received =
        answer(
            "ReceiveMessage",
            "{\"QueueUrl\":\"URL\",\"MessageSystemAttributeNames\":[\"SentTimestamp\"],"
                + "\"MessageAttributeNames\":[\"a.*\"]}",
            200);

    assertThat(received)
        .contains(
            "\"MD5OfBody\":\"5d41402abc4b2a76b9719d911017c592\",\"Body\":\"hello\","
                + "\"Attributes\":{\"SentTimestamp\":\"1795514400000\"},"
                + "\"MD5OfMessageAttributes\":")
        .endsWith(
            "\"MessageAttributes\":{\"a.b\":{\"DataType\":\"Number\",\"StringValue\":\"1\"}}}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SendMessage        | {"QueueUrl":"http://host/0/none","MessageBody":"b"}                | 400 | QueueDoesNotExist              | AWS.SimpleQueueService.NonExistentQueue
          SendMessage        | {"QueueUrl":"URL"}                                                 | 400 | MissingRequiredParameterException | MissingParameter
          SendMessage        | {"QueueUrl":"URL","MessageBody":7}                                 | 400 | SerializationException         | SerializationException
          SendMessage        | {"QueueUrl":"URL","MessageBody":"b","DelaySeconds":"1"}            | 400 | SerializationException         | SerializationException
          SendMessage        | {"QueueUrl":"URL","MessageBody":"b","MessageAttributes":{"a":{"DataType":"Text","StringValue":"x"}}} | 400 | InvalidParameterValueException | InvalidParameterValue
          SendMessage        | {"QueueUrl":"URL","MessageBody":"b","MessageAttributes":{"a":{"DataType":"String"}}} | 400 | InvalidParameterValueException | InvalidParameterValue
          SendMessage        | {"QueueUrl":"URL","MessageBody":"b","MessageAttributes":{"a b":{"DataType":"String","StringValue":"x"}}} | 400 | InvalidParameterValueException | InvalidParameterValue
          ReceiveMessage     | {"QueueUrl":"URL","WaitTimeSeconds":21}                            | 400 | InvalidParameterValueException | InvalidParameterValue
          ReceiveMessage     | {"QueueUrl":"URL","VisibilityTimeout":43201}                       | 400 | InvalidParameterValueException | InvalidParameterValue
          DeleteMessage      | {"QueueUrl":"URL","ReceiptHandle":"AQEB%%%"}                       | 400 | ReceiptHandleIsInvalid         | ReceiptHandleIsInvalid
          CreateQueue        | {"QueueName":"a.fifo"}                                             | 400 | InvalidParameterValueException | InvalidParameterValue
          CreateQueue        | {"QueueName":"a","Attributes":{"FifoQueue":"true"}}                | 400 | InvalidAttributeName           | InvalidAttributeName
          CreateQueue        | {"QueueName":"a","Attributes":{"DelaySeconds":"901"}}              | 400 | InvalidAttributeValue          | InvalidAttributeValue
          SetQueueAttributes | {"QueueUrl":"URL","Attributes":{"RedrivePolicy":"{"}}              | 400 | InvalidParameterValueException | InvalidParameterValue
          SetQueueAttributes | {"QueueUrl":"URL","Attributes":{"RedrivePolicy":"{\\"maxReceiveCount\\":5}"}} | 400 | InvalidParameterValueException | InvalidParameterValue
          StartMessageMoveTask | {"SourceArn":"arn:aws:sqs:eu-west-1:000000000000:none"}          | 404 | ResourceNotFoundException      | ResourceNotFoundException
          AddPermission      | {}                                                                 | 400 | InvalidAction                  | InvalidAction
          SendMessage        | no JSON                                                            | 400 | SerializationException         | SerializationException
          """)
  void anyCall_refused_namesTheErrorTwice(
      String operation, String request, int status, String type, String code) {
    Response answer = call(operation, request.replace("URL", URL), SIGNED);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("x-amzn-query-error")).contains(code + ";Sender");
    assertThat(answer.body().text()).startsWith("{\"__type\":\"com.amazonaws.sqs#" + type + "\"");
  }

  @Test
  void anyCall_withoutASignature_isRefused() {
    assertThat(call("ListQueues", "{}", Headers.NONE).status()).isEqualTo(403);
  }

  @Test
  void message_withElevenAttributes_isRefused() {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      attributes
          .append(i == 0 ? "" : ",")
          .append("\"a" + i + "\":{\"DataType\":\"String\",\"StringValue\":\"x\"}");
    }

    answer(
        "SendMessage",
        "{\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"MessageAttributes\":{" + attributes + "}}",
        400);
    assertThat(sqs.model.stored(QUEUE)).isEmpty();
  }

  @Test
  @Timeout(15)
  void receive_waiting_answersOnceSomethingIsSent() throws InterruptedException {
    SqsModel model = new SqsModel(InstantSource.system(), 1);
    model.createQueue(QUEUE);
    SqsFace waiting = new SqsFace(model);
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Thread receiver =
        Thread.ofPlatform()
            .start(
                () -> answer.complete(waiting.answer(request("ReceiveMessage", wait(20), SIGNED))));
    while (receiver.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    model.sendMessage(SendMessage.of(QUEUE, "late"));

    receiver.join();
    assertThat(answer.join().body().text()).contains("\"Body\":\"late\"");
  }

  @Test
  @Timeout(20)
  void receive_waiting_answersOnceAMessageBecomesVisibleByItself() {
    SqsModel model = new SqsModel(InstantSource.system(), 1);
    model.createQueue(QUEUE, QueueSettings.DEFAULT.withDelay(Duration.ofSeconds(1)));
    model.sendMessage(SendMessage.of(QUEUE, "delayed"));

    Response answer = new SqsFace(model).answer(request("ReceiveMessage", wait(20), SIGNED));

    assertThat(answer.body().text()).contains("\"Body\":\"delayed\"");
  }

  @Test
  @Timeout(20)
  void receive_waitingForNothing_answersEmptyInTheEnd() {
    assertThat(answer("ReceiveMessage", wait(1), 200)).isEqualTo("{}");
  }

  private static String wait(int seconds) {
    return "{\"QueueUrl\":\"" + URL + "\",\"WaitTimeSeconds\":" + seconds + "}";
  }

  private String answer(String operation, String request, int status) {
    Response answer = call(operation, request.replace("URL\"", URL + "\""), SIGNED);
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(status);
    return answer.body().text();
  }

  private Response call(String operation, String request, Headers headers) {
    return face.answer(request(operation, request, headers));
  }

  private static Request request(String operation, String body, Headers headers) {
    return new Request(
        "POST", "/", headers.with("X-Amz-Target", "AmazonSQS." + operation), Bytes.utf8(body));
  }
}
