package dev.konglightstep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class GlobsTest {
  @Property(tries = 5_000)
  void match_any_isWhetherOneOfThemMatches(
      @ForAll @Size(max = 4)
          List<@Chars({'a', 'B', '\u00e9', '*', '?'}) @StringLength(max = 6) String> patterns,
      @ForAll @Chars({'a', 'b', 'B', '\u00e9'}) @StringLength(max = 9) String text) {
    assertSame(patterns, Bytes.utf8(text));
  }

  /** Such a pattern has many pairs of bytes, and the text all of them. */
  @Property(tries = 2_000)
  void match_textMadeOfThePattern_isWhetherOneOfThemMatches(
      @ForAll @Chars({'/', 'a', 'b', 'c', 'd', '*', '?'}) @StringLength(min = 2, max = 40)
          String pattern,
      @ForAll @Chars({'/', 'a', 'b', 'c', 'd'}) @StringLength(max = 3) String instead) {
    String text = pattern.replace("*", instead).replace('?', 'a');

    assertThat(Globs.of(globs(List.of(pattern))).match(Bytes.utf8(text))).isTrue();
    assertSame(List.of(pattern), Bytes.utf8(text.replace('c', 'd')));
  }

  @Property(tries = 2_000)
  void match_bytesThatAreNoText_isWhetherOneOfThemMatches(
      @ForAll @Size(max = 3)
          List<@Chars({'a', '\u00c3', '\u20ac', '*'}) @StringLength(max = 4) String> patterns,
      @ForAll byte[] bytes,
      @ForAll @Chars({'a', '\u00c3', '\u20ac'}) @StringLength(max = 4) String text) {
    assertSame(patterns, Bytes.of(bytes));
    byte[] whole = Bytes.utf8(text).copy();
    assertSame(patterns, Bytes.of(whole, whole.length / 2, whole.length - whole.length / 2));
  }

  @Property(tries = 2_000)
  void match_partOfAText_isAsWithItsOwnPairs(
      @ForAll @Size(max = 3)
          List<@Chars({'a', 'b', '~', '*', '?'}) @StringLength(max = 5) String> patterns,
      @ForAll @Chars({'a', 'b', '~'}) @StringLength(min = 1, max = 8) String text) {
    Globs globs = Globs.of(globs(patterns));
    Bytes whole = Bytes.utf8(text);
    Bytes part = whole.slice(1, whole.length() - 1);

    assertThat(globs.match(part, Globs.pairs(whole))).isEqualTo(globs.match(part));
  }

  @Example
  void match_none_matchesNothing() {
    assertThat(Globs.of(List.of()).isEmpty()).isTrue();
    assertThat(Globs.NONE.match(Bytes.EMPTY)).isFalse();
  }

  private static void assertSame(List<String> patterns, Bytes text) {
    List<Glob> globs = globs(patterns);

    assertThat(Globs.of(globs).match(text))
        .isEqualTo(globs.stream().anyMatch(glob -> glob.matches(text)));
  }

  private static List<Glob> globs(List<String> patterns) {
    return patterns.stream().map(Glob::of).toList();
  }
}
