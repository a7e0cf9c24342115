package dev.konglightstep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/checkout | /checkout | true",
        "/checkout | /checkout/1 | false",
        "/checkout* | /checkout/1?x | true",
        "*checkout* | /v1/checkout | true",
        "*/health | /a/health | true",
        "*/health | /a/healthy | false",
        "/a?c | /abc | true",
        "/a?c | /ac | false",
        "* | \"\" | true",
        "\"\" | \"\" | true",
        "\"\" | a | false",
        "~/catalog/(?<id>[0-9]+)$ | ~/catalog/(?<id>[0-9]+)$ | true",
        "a*b*c | a-b-b-c | true",
        "a*b*c | a-c-b | false",
        "*é | caf\u00e9 | true"
      })
  void matches_table(String pattern, String text, boolean expected) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
  }

  @Property(tries = 2_000)
  void matches_any_isWhatTheRegularExpressionSays(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 10) String text) {
    String regex = pattern.replace("?", ".").replace("*", ".*");

    assertThat(Glob.of(pattern).matches(text)).isEqualTo(Pattern.matches(regex, text));
  }

  @Property(tries = 2_000)
  void covers_yes_meansThatNoTextTellsThemApart(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 5) String broad,
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 5) String narrow,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String text) {
    if (Glob.of(broad).covers(Glob.of(narrow)) && Glob.of(narrow).matches(text)) {
      assertThat(Glob.of(broad).matches(text)).isTrue();
    }
  }
}
