package dev.konglightstep.core.policy.sampling;

import java.util.OptionalLong;

/**
 * How many of 2^56 traces are rejected: OpenTelemetry's {@code th} ("TraceState: Probability
 * Sampling"). A trace whose randomness is at or above the threshold is kept, so whatever a sampler
 * keeps, one that keeps more keeps too.
 */
final class Threshold {
  /** Rejects nothing. */
  static final long ALWAYS = 0;

  /** Rejects everything: no randomness is so great. It has no {@code th}. */
  static final long NEVER = 1L << 56;

  private static final int DIGITS = 14;
  private static final int HEX = 4;

  /** OpenTelemetry's SDKs are recommended to encode so many digits. */
  private static final int PRECISION = 4;

  /** A double has no more of them to give. */
  private static final int MOST_PRECISION = 12;

  private Threshold() {}

  /** The threshold of a sampler that keeps that share, rounded as the specification rounds it. */
  static long of(double share) {
    if (share <= 0) {
      return NEVER;
    }
    int exponent = Math.getExponent(share) + 1;
    int precision = Math.clamp(PRECISION + Math.floorDiv(exponent, -HEX), 1, MOST_PRECISION);
    double scale = Math.scalb(1.0, HEX * precision);
    long rounded = (long) Math.floor((1 - share) * scale + 0.5);
    long most = (long) scale - 1;
    return Math.min(rounded, most) << (HEX * (DIGITS - precision));
  }

  /** Reads a {@code th}: 1 to 14 hexadecimal digits, zeros at its end left out. */
  static OptionalLong parse(String digits) {
    return digits.matches("[0-9a-fA-F]{1,14}")
        ? OptionalLong.of(Long.parseLong(digits, 16) << (HEX * (DIGITS - digits.length())))
        : OptionalLong.empty();
  }

  /** As {@code th} has it; not for {@link #NEVER}. */
  static String text(long threshold) {
    String digits = "%014x".formatted(threshold);
    int end = DIGITS;
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  /** The share of traces that are at or above it. */
  static double probability(long threshold) {
    return (double) (NEVER - threshold) / NEVER;
  }
}
