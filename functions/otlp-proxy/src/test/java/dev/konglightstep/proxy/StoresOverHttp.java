package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.proxy.aws.S3Bucket;
import dev.konglightstep.proxy.aws.SqsQueue;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.SpillMessage;
import dev.konglightstep.proxy.spill.SpillQueue;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.s3.ListObjects;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.s3.StoredObject;
import dev.konglightstep.standins.sqs.QueueSettings;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import dev.konglightstep.standins.sqs.StoredMessage;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A queue and a bucket behind real HTTP and the real SDK. */
final class StoresOverHttp implements AutoCloseable {
  static final String QUEUE = "spill";
  static final String BUCKET = "spill-bucket";

  final SqsModel sqs;
  final S3Model s3;
  final Faults sqsFaults = new Faults();
  final Faults s3Faults = new Faults();
  private final LoopbackServer sqsServer;
  private final LoopbackServer s3Server;

  StoresOverHttp(InstantSource clock) {
    sqs = new SqsModel(clock, 1);
    s3 = new S3Model(clock);
    sqs.createQueue(QUEUE, QueueSettings.DEFAULT.withVisibilityTimeout(Duration.ofMinutes(6)));
    s3.createBucket(BUCKET);
    sqsServer = LoopbackServer.start(new SqsFace(sqs), sqsFaults);
    s3Server = LoopbackServer.start(new S3Face(s3), s3Faults);
  }

  Stores stores() {
    return new Stores(Optional.of(queue()), Optional.of(bucket()));
  }

  SpillQueue queue() {
    return new SqsQueue(
        settings(sqsServer.url()), sqsServer.url() + "/" + SqsModel.ACCOUNT + "/" + QUEUE);
  }

  ObjectStore bucket() {
    return new S3Bucket(settings(s3Server.url()), BUCKET);
  }

  /** What is in the queue, the oldest first. */
  List<String> messages() {
    return sqs.stored(QUEUE).stream().map(StoredMessage::body).toList();
  }

  /** The keys of a prefix. */
  List<String> keys(String prefix) {
    return s3.listObjects(ListObjects.of(BUCKET, prefix)).objects().stream()
        .map(StoredObject::key)
        .toList();
  }

  Bytes object(String key) {
    return s3.getObject(BUCKET, key).body();
  }

  /** The batch that a message holds or points to. */
  StoredBatch batch(String message) {
    try {
      return switch (SpillFormat.readMessage(message)) {
        case SpillMessage.Whole(StoredBatch batch) -> batch;
        case SpillMessage.Pointer(String key) -> SpillFormat.readObject(object(key));
      };
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  static Bytes plain(StoredBatch batch) {
    return ((Inflated.Plain) Gzip.inflate(batch.gzip(), 64 << 20)).bytes();
  }

  private static AwsSettings settings(URI endpoint) {
    return AwsSettings.from(
        new Settings(
            Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "CANARY-aws")));
  }

  @Override
  public void close() {
    sqsServer.close();
    s3Server.close();
  }
}
