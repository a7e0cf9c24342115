package dev.konglightstep.proxy.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.otlp.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sender that brings nothing but rubbish does not fill the bucket. */
class QuarantineBucketTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final List<String> put = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final Quarantine quarantine = new QuarantineBucket(new Puts(), 10_000, () -> now);

  @Test
  void keep_more_thanAMinuteTakes_isRefusedUntilTheNext() throws StoreException {
    quarantine.keep(kept(6_000), TIMEOUT);
    assertThatThrownBy(() -> quarantine.keep(kept(6_000), TIMEOUT))
        .hasMessage("the quarantine takes 10000 bytes a minute, and has had them");
    now = now.plusSeconds(59);
    assertThatThrownBy(() -> quarantine.keep(kept(6_000), TIMEOUT))
        .isInstanceOf(StoreException.class);
    now = now.plusSeconds(1);
    quarantine.keep(kept(6_000), TIMEOUT);

    assertThat(put).hasSize(2);
  }

  @Test
  void keep_oneThatIsTooLargeByItself_isKept() throws StoreException {
    quarantine.keep(kept(20_000), TIMEOUT);

    assertThat(put)
        .singleElement()
        .asString()
        .matches("quarantine/not-otlp/1795514400000-[0-9a-f]{16}");
  }

  private Quarantined kept(int size) {
    return new Quarantined(
        Quarantined.Reason.NOT_OTLP,
        "no protobuf",
        Optional.of(Signal.TRACES),
        0,
        now,
        "OtlpProxy",
        Headers.NONE,
        Bytes.of(new byte[size]));
  }

  /** Knows only how to put. */
  private final class Puts implements ObjectStore {
    @Override
    public void put(String key, Bytes body, Duration timeout) {
      put.add(key);
    }

    @Override
    public Optional<Bytes> get(String key, Duration timeout) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public void delete(String key, Duration timeout) {
      throw new AssertionError("nothing is deleted");
    }

    @Override
    public List<String> keys(String prefix, String after, int most, Duration timeout) {
      throw new AssertionError("nothing is listed");
    }
  }
}
