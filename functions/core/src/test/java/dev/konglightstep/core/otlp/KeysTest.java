package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final int MANY = 1_000;

  @Test
  void number_sameKeyAgain_isTheSame() {
    Keys keys = keys("http.url http.urL http.url");

    assertThat(keys.number(0, 8)).isZero();
    assertThat(keys.number(9, 17)).isEqualTo(1);
    assertThat(keys.number(18, 26)).isZero();
  }

  @Test
  void number_invalidUtf8_isNone() {
    byte[] bytes = {'a', (byte) 0xff, 'a', (byte) 0xff};
    Keys keys = new Keys(bytes);

    assertThat(keys.number(0, 2)).isEqualTo(-1);
    assertThat(keys.number(2, 4)).isEqualTo(-1);
    assertThat(keys.number(1, 1)).isZero();
  }

  /** More keys than the table has places, all alike in length, middle and end. */
  @Test
  void in_keysThatFindNoPlace_areStillTold() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      text.append("%04d=same;".formatted(i));
    }
    Keys keys = keys(text.toString());
    int[] numbers = new int[MANY];
    for (int i = 0; i < MANY; i++) {
      numbers[i] = keys.number(10 * i, 10 * i + 10);
      assertThat(keys.met(numbers[i], 4 * i)).isEqualTo(4 * i);
    }

    boolean[] in = keys.in(KeySet.of(List.of("0007=same;", "0999=same;")));

    for (int i = 0; i < MANY; i++) {
      assertThat(in[numbers[i]]).as("key %d", i).isEqualTo(i == 7 || i == 999);
    }
  }

  @Test
  void met_keyAgain_tellsTheNoteBefore() {
    Keys keys = keys("a");
    int number = keys.number(0, 1);

    assertThat(keys.met(number, 8)).isEqualTo(8);
    assertThat(keys.met(number, 40)).isEqualTo(8);
    assertThat(keys.met(number, 44)).isEqualTo(40);
  }

  private static Keys keys(String text) {
    return new Keys(Bytes.of(text.getBytes(StandardCharsets.UTF_8)).array());
  }
}
