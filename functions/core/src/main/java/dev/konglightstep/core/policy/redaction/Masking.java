package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * Puts a mark in place of what a rule finds.
 *
 * @param name the rule's
 * @param bit the detector's; 0 if it is none
 */
record Masking(String name, int bit, Finder finder, Bytes mark) {
  static Masking by(Detector detector) {
    String name = detector.text();
    return new Masking(name, detector.bit(), detector.finder(), Mark.of(name));
  }

  static Masking by(Mask mask) {
    return new Masking(mask.name(), 0, new PatternFinder(mask.pattern()), Mark.of(mask.name()));
  }

  /**
   * The text with its marks; the same object if nothing was found.
   *
   * @param masked counts what was found, by rule
   */
  Bytes mask(Bytes given, Map<String, Integer> masked) {
    Bytes text = finder.prepared(given);
    long found = finder.next(text, text.offset());
    if (found == Finder.NONE) {
      return given;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int copied = text.offset();
    while (found != Finder.NONE) {
      out.write(text.array(), copied, Finder.start(found) - copied);
      out.writeBytes(mark.copy());
      copied = Finder.end(found);
      masked.merge(name, 1, Integer::sum);
      found = finder.next(text, copied);
    }
    out.write(text.array(), copied, text.offset() + text.length() - copied);
    return Bytes.of(out.toByteArray());
  }
}
