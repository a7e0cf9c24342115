package dev.konglightstep.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.standins.aws.AwsFace;
import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.sqs.QueueSettings;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The stand-ins for what the functions use of AWS, set up as template.yaml would. */
record LocalAws(SecretsManagerModel secrets, SqsModel queues, S3Model buckets) {
  /** As the template has them. */
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(6);

  private static final Duration RETENTION = Duration.ofDays(14);
  private static final int MAX_RECEIVE_COUNT = 1000;

  static LocalAws empty(InstantSource clock) {
    return new LocalAws(
        new SecretsManagerModel(clock),
        new SqsModel(clock, new SecureRandom().nextLong()),
        new S3Model(clock));
  }

  Face face() {
    return new AwsFace(new SecretsManagerFace(secrets), new SqsFace(queues), new S3Face(buckets));
  }

  /** The JSON of a version of the token secret or of the ingest key secret. */
  void putSecret(String id, String issuer, String name, String token) {
    ObjectNode secret = new JsonMapper().createObjectNode();
    secret.put("issuer", issuer).put("token", token).put("name", name).put("project", "local");
    secret.putArray("history");
    secrets.put(id, name, secret.toString());
  }

  /**
   * The pool secret.
   *
   * @param tokens values by name
   */
  void putPool(String id, Map<String, String> tokens) {
    ObjectNode pool = new JsonMapper().createObjectNode().put("project", "local");
    ArrayNode list = pool.putArray("tokens");
    tokens.forEach((name, token) -> list.addObject().put("name", name).put("token", token));
    secrets.put(id, "local-1", pool.toString());
  }

  /** The queue of the spill with its dead letters, and the bucket. */
  void makeSpill(String queueUrl, String bucket) {
    String queue = queueName(queueUrl);
    String deadLetters = deadLetters(queue);
    QueueSettings kept = QueueSettings.DEFAULT.withRetention(RETENTION);
    queues.createQueue(deadLetters, kept);
    queues.createQueue(
        queue,
        kept.withVisibilityTimeout(VISIBILITY_TIMEOUT)
            .withDeadLetters(deadLetters, MAX_RECEIVE_COUNT));
    buckets.createBucket(bucket);
  }

  /** The address of a queue at the stand-in's own. */
  static String queueUrl(URI endpoint, String name) {
    return endpoint + "/" + SqsModel.ACCOUNT + "/" + name;
  }

  /** Where a queue of the spill gives up what it cannot deliver; named like that queue. */
  static String deadLetters(String queue) {
    return queueName(queue) + "-dead-letters";
  }

  private static String queueName(String queueUrl) {
    return List.of(queueUrl.split("/", -1)).getLast();
  }
}
