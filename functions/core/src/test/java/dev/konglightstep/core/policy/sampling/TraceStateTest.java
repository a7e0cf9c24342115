package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples are those of "TraceState Handling" where it has them. */
class TraceStateTest {
  @Test
  void randomness_ofTheExample_isItsNumber() {
    assertThat(TraceState.parse("ot=rv:6e6d1a75832a2f").randomness()).hasValue(0x6e6d1a75832a2fL);
  }

  @Test
  void threshold_ofTheExample_keepsAll() {
    assertThat(TraceState.parse("ot=th:0").threshold()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ot=rv:6E6D1A75832A2F",
        "ot=rv:6e6d1a75832a2",
        "ot=rv:6e6d1a75832a2f0",
        "ot=rv:",
        "rv:6e6d1a75832a2f",
        "xot=rv:6e6d1a75832a2f",
        "ot=xrv:6e6d1a75832a2f"
      })
  void randomness_notFourteenLowerCaseDigits_isNone(String state) {
    assertThat(TraceState.parse(state).randomness()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ot=p:8;r:62 | ot=p:8;r:62;th:c",
        "ot=p:8;th:7;r:62 | ot=p:8;r:62;th:c",
        "ot=th:7 | ot=th:c",
        "ot=rv:6e6d1a75832a2f | ot=rv:6e6d1a75832a2f;th:c",
        "vendor=1 , other=2 | ot=th:c,vendor=1,other=2",
        "vendor=1,ot=th:4,other=2 | ot=th:c,vendor=1,other=2",
        "ot=th:1,ot=th:2 | ot=th:c",
        "tenant@ot=th:4 | ot=th:c,tenant@ot=th:4",
        "ot= | ot=th:c"
      })
  void with_aThreshold_keepsWhatOthersWrote(String before, String after) {
    assertThat(TraceState.parse(before).with(OptionalLong.of(0xc0000000000000L))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ot=th:7 | ''",
        "ot=th:7;rv:6e6d1a75832a2f | ot=rv:6e6d1a75832a2f",
        "vendor=1,ot=th:7 | vendor=1"
      })
  void with_none_erasesIt(String before, String after) {
    assertThat(TraceState.parse(before).with(OptionalLong.empty())).isEqualTo(after);
  }

  @Test
  void with_tooManyMembers_losesTheLast() {
    String full =
        IntStream.range(0, 32).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));

    String after = TraceState.parse(full).with(OptionalLong.of(0));

    assertThat(after.split(",")).hasSize(32).startsWith("ot=th:0", "k0=v").endsWith("k30=v");
  }

  @Test
  void with_noRoomInOurMember_erasesTheThreshold() {
    String full = "ot=th:7;x:" + "a".repeat(250);

    assertThat(TraceState.parse(full).with(OptionalLong.of(0xe6660000000000L)))
        .isEqualTo("ot=x:" + "a".repeat(250));
  }
}
