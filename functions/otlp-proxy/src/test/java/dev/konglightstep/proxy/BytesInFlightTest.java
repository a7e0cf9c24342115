package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAccumulator;
import org.junit.jupiter.api.Test;

class BytesInFlightTest {
  private final BytesInFlight inFlight = new BytesInFlight(100);

  @Test
  void take_upToTheMost_isGranted() {
    BytesInFlight.Share one = inFlight.share();
    BytesInFlight.Share two = inFlight.share();
    BytesInFlight.Share three = inFlight.share();

    assertThat(one.take(60)).isTrue();
    assertThat(two.take(41)).isFalse();
    assertThat(two.take(39)).isTrue();
    assertThat(two.take(1)).isTrue();
    assertThat(three.take(1)).isFalse();
    assertThat(three.take(0)).isTrue();
    assertThat(inFlight.held()).isEqualTo(100);
  }

  @Test
  void close_givesAllOfItBackOnce() {
    BytesInFlight.Share other = inFlight.share();
    other.take(10);
    BytesInFlight.Share share = inFlight.share();
    share.take(60);
    share.take(30);
    assertThat(share.take(1)).isFalse();

    share.close();
    share.close();

    assertThat(inFlight.held()).isEqualTo(10);
    assertThat(inFlight.share().take(90)).isTrue();
  }

  /** Turned away now it would be turned away for ever. */
  @Test
  void take_moreThanThereIs_isGrantedToWhoIsAlone() {
    try (BytesInFlight.Share large = inFlight.share()) {
      assertThat(large.take(70)).isTrue();
      assertThat(large.take(1000)).isTrue();
      assertThat(inFlight.share().take(1)).isFalse();
    }
    BytesInFlight.Share small = inFlight.share();
    small.take(1);

    assertThat(inFlight.share().take(1000)).isFalse();
    assertThat(inFlight.held()).isEqualTo(1);
  }

  @Test
  void take_byManyThreads_neverExceedsTheMost() throws Exception {
    LongAccumulator seen = new LongAccumulator(Long::max, 0);
    Callable<Boolean> request =
        () -> {
          boolean refused = false;
          for (int i = 0; i < 2000; i++) {
            try (BytesInFlight.Share share = inFlight.share()) {
              refused |= !share.take(30) || !share.take(10);
              seen.accumulate(inFlight.held());
            }
          }
          return refused;
        };
    List<Future<Boolean>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(request));
      }
    }

    for (Future<Boolean> one : all) {
      one.get();
    }
    assertThat(seen.get()).isBetween(30L, 100L);
    assertThat(inFlight.held()).isZero();
  }

  @Test
  void ofThisHeap_isAnEighth() {
    long eighth = Runtime.getRuntime().maxMemory() / 8;
    BytesInFlight heap = BytesInFlight.ofThisHeap();
    BytesInFlight.Share first = heap.share();

    assertThat(first.take(eighth - 1)).isTrue();
    assertThat(heap.share().take(2)).isFalse();
    assertThat(heap.share().take(1)).isTrue();
  }
}
