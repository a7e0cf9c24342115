package dev.konglightstep.core.policy.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.konglightstep.core.Bytes;

/** What a pattern matches that people wrote; an empty match is none. */
final class PatternFinder implements Finder {
  private final Pattern pattern;

  PatternFinder(Pattern pattern) {
    this.pattern = pattern;
  }

  /** RE2/J takes no part of an array, so that is copied; once, not for each match. */
  @Override
  public Bytes prepared(Bytes text) {
    boolean whole = text.offset() == 0 && text.length() == text.array().length;
    return whole ? text : Bytes.of(text.copy());
  }

  @Override
  public long next(Bytes text, int from) {
    Matcher matcher = pattern.matcher(text.array());
    int at = from;
    while (at <= text.length() && matcher.find(at)) {
      if (matcher.end() > matcher.start()) {
        return Finder.found(matcher.start(), matcher.end());
      }
      at = afterCharacter(text, matcher.end());
    }
    return NONE;
  }

  /** What is between characters is no place to look at. */
  private static int afterCharacter(Bytes text, int from) {
    int at = from + 1;
    while (at < text.length() && (text.at(at) & 0xc0) == 0x80) {
      at++;
    }
    return at;
  }
}
