package dev.konglightstep.standins.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.standins.s3.ListObjects;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Each request comes to the service that it is for. */
class AwsFaceTest {
  private static final Headers SIGNED = Headers.of("Authorization", "AWS4-HMAC-SHA256 test");

  private final SecretsManagerModel secrets = new SecretsManagerModel(InstantSource.system());
  private final SqsModel queues = new SqsModel(InstantSource.system(), 1);
  private final S3Model buckets = new S3Model(InstantSource.system());
  private final AwsFace face =
      new AwsFace(new SecretsManagerFace(secrets), new SqsFace(queues), new S3Face(buckets));

  @Test
  void answer_targetOfSecretsManager_comesToIt() {
    secrets.put("token", "v1", "held");

    assertThat(call("secretsmanager.GetSecretValue", "{\"SecretId\":\"token\"}")).contains("held");
  }

  @Test
  void answer_targetOfSqs_comesToIt() {
    queues.createQueue("spill");

    call(
        "AmazonSQS.SendMessage",
        "{\"QueueUrl\":\"http://127.0.0.1/000000000000/spill\",\"MessageBody\":\"text\"}");

    assertThat(queues.stored("spill")).extracting("body").containsExactly("text");
  }

  @Test
  void answer_noTarget_comesToS3() {
    buckets.createBucket("bucket");

    face.answer(new Request("PUT", "/bucket/a/key", SIGNED, Bytes.utf8("object")));

    assertThat(buckets.listObjects(ListObjects.of("bucket", "")).objects())
        .extracting("key")
        .containsExactly("a/key");
  }

  @Test
  void isSqs_tellsTheOperation() {
    Request send = request("AmazonSQS.SendMessage", "{}");

    assertThat(AwsFace.isSqs(send, "SendMessage")).isTrue();
    assertThat(AwsFace.isSqs(send, "ReceiveMessage")).isFalse();
    assertThat(AwsFace.isSqs(new Request("PUT", "/b/k", SIGNED, Bytes.EMPTY), "SendMessage"))
        .isFalse();
  }

  private String call(String target, String input) {
    return face.answer(request(target, input)).body().text();
  }

  private static Request request(String target, String input) {
    return new Request("POST", "/", SIGNED.with("X-Amz-Target", target), Bytes.utf8(input));
  }
}
