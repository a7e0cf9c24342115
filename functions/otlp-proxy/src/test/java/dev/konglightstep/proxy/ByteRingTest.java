package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ByteRingTest {
  static final int CAPACITY = 3 * 64 * 1024;

  /** Sizes that end inside a block, at its end, and behind several. */
  @Property(tries = 300)
  void put_anySizes_lastBytesAreThereAndOlderOnesAreNot(
      @ForAll @Size(max = 12) List<@IntRange(max = CAPACITY) Integer> sizes, @ForAll long seed) {
    Random random = new Random(seed);
    ByteRing ring = new ByteRing(CAPACITY);
    List<Long> places = new ArrayList<>();
    List<Bytes> contents = new ArrayList<>();
    for (int size : sizes) {
      contents.add(random(size, random));
      places.add(ring.put(contents.getLast()));
    }

    int behind = 0;
    for (int i = sizes.size() - 1; i >= 0; i--) {
      behind += contents.get(i).length();
      assertThat(ring.holds(places.get(i))).isEqualTo(behind <= CAPACITY);
      if (behind <= CAPACITY) {
        assertHolds(ring, places.get(i), contents.get(i), random);
      }
    }
  }

  private static void assertHolds(ByteRing ring, long place, Bytes content, Random random) {
    assertThat(ring.equalsAt(place, content)).isTrue();
    if (!content.isEmpty()) {
      byte[] changed = content.copy();
      changed[random.nextInt(changed.length)]++;
      assertThat(ring.equalsAt(place, Bytes.of(changed))).isFalse();
    }
  }

  /** A slice, so that offsets count. */
  private static Bytes random(int size, Random random) {
    byte[] bytes = new byte[size + 7];
    random.nextBytes(bytes);
    return Bytes.of(bytes, 3, size);
  }
}
