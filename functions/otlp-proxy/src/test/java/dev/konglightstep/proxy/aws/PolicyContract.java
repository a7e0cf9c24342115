package dev.konglightstep.proxy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.proxy.document.Newest;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy in a bucket with versions and an endpoint agree on. */
interface PolicyContract {
  Duration TIMEOUT = Duration.ofSeconds(20);

  Endpoints endpoints();

  @Test
  default void newest_changes_areSeenOnce() throws StoreException {
    try (ScratchPolicy policy = endpoints().policy("newest")) {
      assertThat(policy.store().newest(Optional.empty(), TIMEOUT)).isEqualTo(new Newest.Absent());
      policy.put("one");
      Newest.Document one = policy.newest(Optional.empty());

      assertThat(one.body()).isEqualTo(Bytes.utf8("one"));
      assertThat(policy.store().newest(Optional.of(one.tag()), TIMEOUT))
          .isEqualTo(new Newest.Unchanged());
      policy.put("two");
      assertThat(policy.newest(Optional.of(one.tag())).body()).isEqualTo(Bytes.utf8("two"));
    }
  }

  @Test
  default void newest_tooLong_isNotRead() throws StoreException {
    try (ScratchPolicy policy = endpoints().policy("long")) {
      policy.put("a".repeat(PolicyJson.MOST_BYTES));
      assertThat(policy.newest(Optional.empty()).body().length()).isEqualTo(PolicyJson.MOST_BYTES);
      policy.put("a".repeat(PolicyJson.MOST_BYTES + 1));

      Newest longer = policy.store().newest(Optional.empty(), TIMEOUT);

      String tag = ((Newest.TooLong) longer).tag();
      assertThat(policy.store().newest(Optional.of(tag), TIMEOUT))
          .isEqualTo(new Newest.Unchanged());
      String version = policy.store().versions(1, TIMEOUT).getFirst();
      assertThat(policy.store().read(version, TIMEOUT).length())
          .isEqualTo(PolicyJson.MOST_BYTES + 1);
    }
  }

  @Test
  default void versions_ofThisKey_comeNewestFirst() throws StoreException {
    try (ScratchPolicy policy = endpoints().policy("versions")) {
      for (String text : List.of("one", "two", "three")) {
        policy.put(text);
        policy.putBeside(text);
      }

      List<String> versions = policy.store().versions(20, TIMEOUT);

      assertThat(versions).hasSize(3);
      assertThat(policy.store().read(versions.get(0), TIMEOUT)).isEqualTo(Bytes.utf8("three"));
      assertThat(policy.store().read(versions.get(1), TIMEOUT)).isEqualTo(Bytes.utf8("two"));
      assertThat(policy.store().read(versions.get(2), TIMEOUT)).isEqualTo(Bytes.utf8("one"));
      assertThat(policy.store().versions(2, TIMEOUT)).isEqualTo(versions.subList(0, 2));
    }
  }

  @Test
  default void versions_deleted_areNotThere() throws StoreException {
    try (ScratchPolicy policy = endpoints().policy("deleted")) {
      policy.put("one");
      String tag = policy.newest(Optional.empty()).tag();
      String one = policy.store().versions(20, TIMEOUT).getFirst();
      policy.delete();

      assertThat(policy.store().newest(Optional.of(tag), TIMEOUT)).isEqualTo(new Newest.Absent());
      assertThat(policy.store().versions(20, TIMEOUT)).isEmpty();
      policy.put("two");
      assertThat(policy.store().versions(20, TIMEOUT)).doesNotContain(one);
    }
  }

  @Test
  default void anyCall_nothingThere_isRefused() {
    S3Policy none = endpoints().noPolicy();

    assertThatThrownBy(() -> none.newest(Optional.empty(), TIMEOUT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NoSuchBucket");
    assertThatThrownBy(() -> none.versions(20, TIMEOUT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NoSuchBucket");
    assertThatThrownBy(() -> none.read("version", TIMEOUT)).isInstanceOf(StoreException.class);
  }
}
