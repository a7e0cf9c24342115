package dev.konglightstep.proxy.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlainTextTest {
  /** Every byte that there is, at every place in a word, from every place on. */
  @Example
  void end_oneByteAmongPlainOnes_isFoundIfItIsNotPlain() {
    for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
      for (int place = 0; place < 20; place++) {
        byte[] json = new byte[20];
        Arrays.fill(json, (byte) 'A');
        json[place] = (byte) value;

        for (int from = 0; from <= json.length; from++) {
          assertThat(PlainText.end(json, from))
              .as("byte %d at %d, from %d", value, place, from)
              .isEqualTo(end(json, from));
        }
      }
    }
  }

  @Property(tries = 5_000)
  void end_anyBytes_isTheFirstThatIsNotPlain(
      @ForAll byte[] some, @ForAll @IntRange(max = 20) int plain) {
    byte[] json = new byte[plain + some.length];
    Arrays.fill(json, (byte) '+');
    System.arraycopy(some, 0, json, plain, some.length);

    assertThat(PlainText.end(json, 0)).isEqualTo(end(json, 0));
  }

  private static int end(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] > '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }
}
