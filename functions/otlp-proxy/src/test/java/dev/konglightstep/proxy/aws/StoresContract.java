package dev.konglightstep.proxy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.spill.SpillQueue;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What the adapters and an endpoint agree on, whichever endpoint it is. Each test has a queue or a
 * bucket of its own, so that they can share a server.
 */
interface StoresContract {
  Duration TIMEOUT = Duration.ofSeconds(20);

  Endpoints endpoints();

  @Test
  default void send_largestMessage_arrivesWhole() throws StoreException {
    try (ScratchQueue queue = endpoints().queue("largest")) {
      String largest = "a".repeat(SpillQueue.MOST_BYTES);

      queue.adapter().send(largest, TIMEOUT);

      assertThat(queue.receive().getFirst().body()).isEqualTo(largest);
    }
  }

  @Test
  default void send_tooLarge_isRefusedAndSaysHow() {
    try (ScratchQueue queue = endpoints().queue("too-large")) {
      String tooLarge = "a".repeat(SpillQueue.MOST_BYTES + 1);

      assertThatThrownBy(() -> queue.adapter().send(tooLarge, TIMEOUT))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("cannot send to the spill's queue: ")
          .hasMessageContaining("InvalidParameterValue");
      assertThat(queue.receive()).isEmpty();
    }
  }

  @Test
  default void send_noSuchQueue_isRefused() {
    ScratchQueue queue = endpoints().queue("gone");
    queue.close();

    assertThatThrownBy(() -> queue.adapter().send("text", TIMEOUT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NonExistentQueue");
  }

  @Test
  default void hide_received_showsAndHidesAgain() throws StoreException {
    try (ScratchQueue queue = endpoints().queue("hide")) {
      queue.adapter().send("text", TIMEOUT);
      Message first = queue.receive().getFirst();
      assertThat(queue.receive()).isEmpty();

      queue.adapter().hide(first.receiptHandle(), Duration.ZERO, TIMEOUT);
      Message second = queue.receive().getFirst();
      assertThat(second.messageId()).isEqualTo(first.messageId());

      queue.adapter().hide(second.receiptHandle(), Duration.ofMinutes(15), TIMEOUT);
      assertThat(queue.receive()).isEmpty();
    }
  }

  @Test
  default void hide_deleted_isRefused() throws StoreException {
    try (ScratchQueue queue = endpoints().queue("hide-deleted")) {
      queue.adapter().send("text", TIMEOUT);
      String receipt = queue.receive().getFirst().receiptHandle();
      queue.delete(receipt);

      assertThatThrownBy(() -> queue.adapter().hide(receipt, Duration.ofMinutes(1), TIMEOUT))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("cannot hide a message of the spill's queue: ");
    }
  }

  @Test
  default void put_anyBytes_areGotBack() throws StoreException {
    S3Bucket bucket = endpoints().bucket("bytes");
    byte[] all = new byte[100_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 31);
    }
    Bytes slice = Bytes.of(all, 7, 90_000);

    bucket.put("a/b c+d", slice, TIMEOUT);

    assertThat(bucket.get("a/b c+d", TIMEOUT)).contains(slice);
  }

  @Test
  default void put_again_replaces() throws StoreException {
    S3Bucket bucket = endpoints().bucket("replaced");
    bucket.put("key", Bytes.utf8("one"), TIMEOUT);

    bucket.put("key", Bytes.EMPTY, TIMEOUT);

    assertThat(bucket.get("key", TIMEOUT)).contains(Bytes.EMPTY);
  }

  @Test
  default void get_absentOrDeleted_isEmpty() throws StoreException {
    S3Bucket bucket = endpoints().bucket("absent");
    bucket.put("key", Bytes.utf8("one"), TIMEOUT);
    bucket.delete("key", TIMEOUT);
    bucket.delete("never", TIMEOUT);

    assertThat(bucket.get("key", TIMEOUT)).isEmpty();
    assertThat(bucket.get("never", TIMEOUT)).isEmpty();
  }

  @Test
  default void keys_byPrefix_comeInOrderFromWhereTheyAreAskedFor() throws StoreException {
    S3Bucket bucket = endpoints().bucket("keys");
    for (String key : List.of("p/2", "o", "p/10", "p/1", "q", "p/é")) {
      bucket.put(key, Bytes.EMPTY, TIMEOUT);
    }

    assertThat(bucket.keys("p/", "", 1000, TIMEOUT)).containsExactly("p/1", "p/10", "p/2", "p/é");
    assertThat(bucket.keys("p/", "p/1", 2, TIMEOUT)).containsExactly("p/10", "p/2");
    assertThat(bucket.keys("p/", "p/é", 1000, TIMEOUT)).isEmpty();
    assertThat(bucket.keys("none/", "", 1000, TIMEOUT)).isEmpty();
  }

  @Test
  default void anyCall_noSuchBucket_isRefused() {
    S3Bucket bucket = endpoints().noBucket();

    assertThatThrownBy(() -> bucket.put("key", Bytes.utf8("one"), TIMEOUT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NoSuchBucket");
    assertThatThrownBy(() -> bucket.get("key", TIMEOUT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NoSuchBucket");
    assertThatThrownBy(() -> bucket.keys("", "", 1, TIMEOUT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NoSuchBucket");
  }

  @Test
  default void anyCall_noTimeLeft_isRefused() {
    S3Bucket bucket = endpoints().noBucket();

    assertThatThrownBy(() -> bucket.get("key", Duration.ZERO))
        .hasMessage("cannot get object key: no time is left");
    assertThatThrownBy(() -> bucket.keys("p/", "", 1, Duration.ofMillis(-1)))
        .hasMessage("cannot list objects of p/: no time is left");
  }
}
