package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what "TraceState: Probability Sampling" and "TraceState Handling" publish. */
class ThresholdTest {
  /** The specification's table of 1-in-N sampling at four digits: threshold, probability. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "2, 8, 0.5",
    "3, aaab, 0.3333282470703125",
    "4, c, 0.25",
    "5, cccd, 0.1999969482421875",
    "8, e, 0.125",
    "10, e666, 0.100006103515625",
    "16, f, 0.0625",
    "100, fd70a, 0.010000228881835938",
    "1000, ffbe77, 0.0009999871253967285",
    "10000, fff9724, 0.00010000169277191162",
    "100000, ffff583a, 1.00000761449337e-05",
    "1000000, ffffef39, 1.00000761449337e-06"
  })
  void of_oneInN_isThePublishedThreshold(int n, String th, double probability) {
    long threshold = Threshold.of(1.0 / n);

    assertThat(Threshold.text(threshold)).isEqualTo(th);
    assertThat(Threshold.probability(threshold)).isCloseTo(probability, within(1e-16));
    assertThat(Threshold.parse(th)).hasValue(threshold);
  }

  @Test
  void of_nothing_isNoThreshold() {
    assertThat(Threshold.of(0)).isEqualTo(Threshold.NEVER);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-15, 1e-17, 0x1p-56, Double.MIN_VALUE})
  void of_hardlyAnything_keepsHardlyAnything(double share) {
    assertThat(Threshold.of(share)).isBetween(0xfffffffffe0000L, 0xffffffffffffffL);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 0.999, 0.9999999})
  void of_nearlyAll_isCloseToIt(double share) {
    assertThat(Threshold.probability(Threshold.of(share))).isCloseTo(share, within(1e-4));
  }

  /** "fd70a4" is 1 % at five digits; zeros at the end are left out; "0" keeps all. */
  @ParameterizedTest
  @CsvSource({
    "fd70a4, fd70a400000000",
    "0, 00000000000000",
    "8, 80000000000000",
    "FFffffffffffff, ffffffffffffff"
  })
  void parse_shortForms_areFilledWithZeros(String th, String digits) {
    assertThat(Threshold.parse(th)).hasValue(Long.parseLong(digits, 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "123456789abcdef", "-1", " 8", "0x8"})
  void parse_else_isNoThreshold(String th) {
    assertThat(Threshold.parse(th)).isEmpty();
  }
}
