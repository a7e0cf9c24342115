package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.Positions;
import dev.konglightstep.core.otlp.Ranges;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.otlp.TextEditor;
import dev.konglightstep.core.otlp.TextRewriter;
import dev.konglightstep.core.otlp.Written;
import dev.konglightstep.core.policy.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes out of requests what must not leave: whole attributes by their keys when a request is
 * copied, and then parts of texts in what was written, whichever way they came there.
 *
 * <p>Thread-safe.
 */
public final class Redactor {
  private static final int ALL = -1;
  private static final Glob SOURCE = Glob.of("introspection.source");

  private final Redaction redaction;
  private final List<Glob> drop;
  private final List<Masking> detectors;

  public Redactor(Redaction redaction) {
    this.redaction = redaction;
    this.drop = new ArrayList<>(redaction.drop());
    drop.add(SOURCE);
    this.detectors =
        Stream.of(Detector.values())
            .filter(redaction.detectors()::contains)
            .map(Masking::by)
            .toList();
  }

  /**
   * The keys of attributes that go, wherever they stand.
   *
   * @param more keys that go whatever the policy says
   */
  public KeyMatcher removes(KeyMatcher more) {
    return (bytes, from, to) -> {
      Bytes key = Bytes.of(bytes, from, to - from);
      return more.contains(bytes, from, to)
          || KeyNames.isCredentialHeader(bytes, from, to)
          || any(drop, key)
          || (redaction.keep().isPresent() && !any(redaction.keep().get(), key));
    };
  }

  /**
   * What is left of a finished request; the same bytes if nothing had to go.
   *
   * @param request a valid one; in its texts there is no invalid UTF-8 any more
   */
  public Cleaned clean(Signal signal, Bytes request) {
    return clean(signal, new Written(request, Ranges.NONE));
  }

  /**
   * The same of a request to which attributes were added that are {@link #text clean} already:
   * nobody looks at them again, unless the policy has masks of its own.
   */
  public Cleaned clean(Signal signal, Written request) {
    return clean(signal, request, !redaction.masks().isEmpty());
  }

  /** With a look at every text, or at those where a glance found something. */
  Cleaned clean(Signal signal, Bytes request, boolean everywhere) {
    return clean(signal, new Written(request, Ranges.NONE), everywhere);
  }

  private Cleaned clean(Signal signal, Written written, boolean everywhere) {
    Bytes request = written.bytes();
    Positions places = everywhere ? new Positions() : Triggers.in(request, written.added());
    if (places.isEmpty() && !everywhere) {
      return new Cleaned(request, Map.of());
    }
    Map<String, Integer> masked = new TreeMap<>();
    Cleaner cleaner =
        new Cleaner(
            redaction,
            detectors,
            everywhere ? text -> ALL : text -> looking(places, request, text),
            masked);
    return new Cleaned(TextRewriter.rewrite(signal, request, places, everywhere, cleaner), masked);
  }

  /** What is left of a text that is to be an attribute. */
  public String text(String key, String text) {
    TextEditor under =
        new Cleaner(redaction, detectors, any -> ALL, new TreeMap<>()).under(Bytes.utf8(key));
    Bytes replacement = under.replacement();
    return (replacement.isEmpty() ? under.edit(Bytes.utf8(text)) : replacement).text();
  }

  /** Which detectors a text has to pass; all where it is a copy. */
  @SuppressWarnings("ReferenceEquality")
  private static int looking(Positions places, Bytes request, Bytes text) {
    return text.array() == request.array()
        ? places.labels(text.offset(), text.offset() + text.length())
        : ALL;
  }

  private static boolean any(List<Glob> globs, Bytes key) {
    for (Glob glob : globs) {
      if (glob.matches(key)) {
        return true;
      }
    }
    return false;
  }
}
