package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The account in an access key's id. AKIARZPUZDIKGB2VALC4 is of a published example, and
 * AKIAIOSFODNN7EXAMPLE is AWS's own, in the legacy format; a mask without a look at the format
 * gives 581039954779 for it, which is somebody else's account or nobody's.
 */
class AccessKeyTest {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          AKIARZPUZDIKGB2VALC4, 123456789012, newer
          ASIARZPUZDIKGB2VALC4, 123456789012, a session's
          AKIAIOSFODNN7EXAMPLE, -,            legacy
          ASIAIOSFODNN7EXAMPLE, -,            legacy
          AKIAPPPPPPPP77777777, -,            the highest of the legacy ones
          AKIAQAAAAAAAAAAAAAAA, -,            account 0
          AKIAQAAAAAAAP7777777, -,            account 0 whatever comes behind
          AKIAQAAAAAAAQAAAAAAA, 000000000001, the first
          AKIAQAAAAAABAAAAAAAA, 000000000002, the second
          AKIA6RVFFB77QAAAAAAA, 999999999999, the last
          AKIA6RVFFCAAAAAAAAAA, -,            one more than 12 digits have
          AKIA77777777Q7777777, -,            all bits
          """)
  void account_isDecodedOrUnknown(String id, String account, String why) {
    assertThat(new AccessKey(id).accountIfKnown().orElse(null)).as(why).isEqualTo(account);
  }

  @ParameterizedTest
  @CsvSource({"AKIAIOSFODNN7EXAMPLE, false", "ASIAIOSFODNN7EXAMPLE, true"})
  void temporary_isToldByThePrefix(String id, boolean temporary) {
    assertThat(new AccessKey(id).temporary()).isEqualTo(temporary);
  }

  /** Encoded here with big integers, as the articles describe it; the tail is the key's own. */
  @Property
  void account_ofEveryNewerKey_isDecoded(
      @ForAll @LongRange(min = 1, max = 999_999_999_999L) long account,
      @ForAll @LongRange(min = 0, max = (1L << 39) - 1) long tail) {
    BigInteger bits =
        BigInteger.ONE
            .shiftLeft(40)
            .or(BigInteger.valueOf(account))
            .shiftLeft(39)
            .or(BigInteger.valueOf(tail));
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      id.insert(0, BASE32.charAt(bits.intValue() & 31));
      bits = bits.shiftRight(5);
    }

    assertThat(new AccessKey("AKIA" + id).accountIfKnown()).contains("%012d".formatted(account));
  }

  @Property
  void account_ofEveryLegacyKey_isUnknown(
      @ForAll @LongRange(min = 0, max = (1L << 39) - 1) long head,
      @ForAll @LongRange(min = 0, max = (1L << 40) - 1) long tail) {
    StringBuilder id = new StringBuilder();
    for (int i = 35; i >= 0; i -= 5) {
      id.append(BASE32.charAt((int) (head >> i) & 31));
    }
    for (int i = 35; i >= 0; i -= 5) {
      id.append(BASE32.charAt((int) (tail >> i) & 31));
    }

    assertThat(new AccessKey("AKIA" + id).accountIfKnown()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"AKIAIOSFODNN7EXAMPLE", "AKIARZPUZDIKGB2VALC4"})
  void toString_showsNeitherIdNorAccount(String id) {
    AccessKey key = new AccessKey(id);

    assertThat(key.toString() + key.key(Partition.AWS))
        .isEqualTo("AccessKey[AKIA…]LookupKey[access-key]");
  }
}
