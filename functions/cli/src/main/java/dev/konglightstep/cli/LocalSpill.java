package dev.konglightstep.cli;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.SpillMessage;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import dev.konglightstep.standins.s3.ListObjects;
import dev.konglightstep.standins.sqs.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What waits in the stand-ins of the spill's queue, of its dead letters and of its bucket. */
final class LocalSpill {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final LocalAws aws;
  private final String queue;
  private final String bucket;

  LocalSpill(LocalAws aws, String queue, String bucket) {
    this.aws = aws;
    this.queue = queue;
    this.bucket = bucket;
  }

  /** Of a set that has them. */
  static LocalSpill of(LocalSet set) {
    return new LocalSpill(
        set.aws().orElseThrow().model(),
        set.environment().getOrDefault("SPILL_QUEUE_URL", LocalSet.SPILL),
        set.environment().getOrDefault("SPILL_BUCKET", LocalSet.SPILL));
  }

  boolean isEmpty() {
    return messages().isEmpty() && objects().isEmpty();
  }

  boolean awaitEmpty(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!isEmpty() && System.nanoTime() < end) {
      Thread.sleep(LOOK);
    }
    return isEmpty();
  }

  /** The batches that can be read; with pointers, their objects. */
  List<StoredBatch> left() {
    List<StoredBatch> left = new ArrayList<>();
    try {
      for (String message : messages()) {
        if (SpillFormat.readMessage(message) instanceof SpillMessage.Whole(StoredBatch batch)) {
          left.add(batch);
        }
      }
      for (Bytes object : objects()) {
        left.add(SpillFormat.readObject(object));
      }
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException("something else is in the spill", e);
    }
    return left;
  }

  private List<String> messages() {
    List<StoredMessage> messages = new ArrayList<>(aws.queues().stored(queue));
    messages.addAll(aws.queues().stored(LocalAws.deadLetters(queue)));
    return messages.stream().map(StoredMessage::body).toList();
  }

  private List<Bytes> objects() {
    return aws.buckets().listObjects(ListObjects.of(bucket, "spill/")).objects().stream()
        .map(object -> object.body())
        .toList();
  }
}
