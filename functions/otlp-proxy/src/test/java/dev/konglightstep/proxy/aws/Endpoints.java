package dev.konglightstep.proxy.aws;

import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where queues and buckets are that are not AWS's. */
record Endpoints(URI sqs, URI s3) {

  /** A queue that is made for this test. */
  ScratchQueue queue(String name) {
    SqsClient client = AwsClients.create(SqsClient.builder(), settings(sqs));
    String url = client.createQueue(request -> request.queueName("stores-" + name)).queueUrl();
    return new ScratchQueue(client, url, new SqsQueue(settings(sqs), url));
  }

  /** A bucket that is made for this test. */
  S3Bucket bucket(String name) {
    try (S3Client client =
        AwsClients.create(S3Client.builder().forcePathStyle(true), settings(s3))) {
      client.createBucket(request -> request.bucket("stores-" + name));
    }
    return new S3Bucket(settings(s3), "stores-" + name);
  }

  /** An object that is not there yet, in a bucket that is made for this test. */
  ScratchPolicy policy(String name) {
    S3Client client = AwsClients.create(S3Client.builder().forcePathStyle(true), settings(s3));
    String bucket = "policy-" + name;
    client.createBucket(request -> request.bucket(bucket));
    client.putBucketVersioning(
        put ->
            put.bucket(bucket)
                .versioningConfiguration(
                    versions -> versions.status(BucketVersioningStatus.ENABLED)));
    return new ScratchPolicy(client, bucket, new S3Policy(settings(s3), bucket, ScratchPolicy.KEY));
  }

  S3Policy noPolicy() {
    return new S3Policy(settings(s3), "policy-none", ScratchPolicy.KEY);
  }

  S3Bucket noBucket() {
    return new S3Bucket(settings(s3), "stores-none");
  }

  private static AwsSettings settings(URI endpoint) {
    return AwsSettings.from(
        new Settings(
            Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "CANARY")));
  }
}
