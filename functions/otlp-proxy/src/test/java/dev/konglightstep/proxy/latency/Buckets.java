package dev.konglightstep.proxy.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Whether durations are in their buckets: at scale s, bucket i holds what is above b^i and up to
 * b^(i+1), with b = 2^(2^-s) (opentelemetry-proto, ExponentialHistogramDataPoint). Told by powers
 * of whole numbers alone: b^i &lt; v is 2^i &lt; v^(2^s).
 */
public final class Buckets {
  private static final MathContext EXACT_ENOUGH = new MathContext(60);
  private static final int MOST = 160;

  private Buckets() {}

  /** Fails if a bucket has another count than there are durations in its bounds. */
  public static void assertHold(ExponentialHistogramDataPoint point, List<Long> nanos) {
    int scale = point.getScale();
    List<Long> counts = point.getPositive().getBucketCountsList();
    assertThat(scale).isBetween(0, 20);
    assertThat(counts).hasSizeLessThanOrEqualTo(MOST);
    assertThat(point.getZeroCount()).isZero();
    assertThat(point.getNegative().getBucketCountsList()).isEmpty();
    for (int i = 0; i < counts.size(); i++) {
      int index = point.getPositive().getOffset() + i;
      long inside = nanos.stream().filter(one -> isIn(index, scale, one)).count();
      assertThat(counts.get(i)).as("bucket " + index + " at scale " + scale).isEqualTo(inside);
    }
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(nanos.size());
  }

  private static boolean isIn(int index, int scale, long nanos) {
    BigDecimal power = new BigDecimal(nanos / 1e9);
    for (int i = 0; i < scale; i++) {
      power = power.multiply(power, EXACT_ENOUGH);
    }
    return power.compareTo(two(index)) > 0 && power.compareTo(two(index + 1)) <= 0;
  }

  private static BigDecimal two(int exponent) {
    return exponent < 0
        ? BigDecimal.ONE.divide(BigDecimal.TWO.pow(-exponent), EXACT_ENOUGH)
        : BigDecimal.TWO.pow(exponent, EXACT_ENOUGH);
  }
}
