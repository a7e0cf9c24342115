package dev.konglightstep.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternSizeTest {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "(",
          ")",
          "(?:",
          "|",
          "*",
          "+?",
          "?",
          "{2}",
          "{3,}",
          "{1,4}",
          "{",
          "}",
          "{,2}",
          "[a-z]",
          "[^]x]",
          "[]a]",
          "[[:alpha:]_]",
          "[\\]a]",
          "\\d",
          "\\(",
          "\\x{61}",
          "\\pL",
          "\\p{Greek}",
          "\\Qa(b\\E",
          ".",
          "^",
          "$",
          "\\\\");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ORD-[0-9]+               | 6
          (abc){1000}              | 4000
          ((a{100}){100}){100}     | 1020100
          [A-Z]{2}[0-9]{20}        | 22
          \\{100}[{]\\x{61}{9}     | 12
          (\\Qa{9}\\E){2}          | 20
          """)
  void of_pattern_isItsLengthWrittenOut(String pattern, long size) {
    assertThat(PatternSize.of(pattern)).isBetween(size - size / 4, size + size / 2);
  }

  /** What is compiled is about as large as was said before. */
  @Property(tries = 3_000)
  void of_anyPatternThatCompiles_boundsItsProgram(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      pattern.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    long said = PatternSize.of(pattern.toString());
    try {
      int size = Pattern.compile(pattern.toString()).programSize();
      assertThat((long) size).as(pattern.toString()).isLessThanOrEqualTo(4 * said + 10);
    } catch (PatternSyntaxException e) {
      assertThat(said).isNotNegative();
    }
  }
}
