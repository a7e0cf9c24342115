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

  @Override
  public long next(Bytes text, int from) {
    Matcher matcher = pattern.matcher(text.copy());
    int at = from - text.offset();
    while (at <= text.length() && matcher.find(at)) {
      if (matcher.end() > matcher.start()) {
        return Finder.found(text.offset() + matcher.start(), text.offset() + matcher.end());
      }
      at = matcher.end() + 1;
    }
    return NONE;
  }
}
