package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object, both ends counted from 0 and included (RFC 9110, section 14.1.2). */
record ByteRange(int first, int last) {
  private static final Pattern SYNTAX = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

  /**
   * The range that a header asks for.
   *
   * @return empty for a header that is none of one range: the whole is given then
   * @throws S3Failure if it begins behind the object's end
   */
  static Optional<ByteRange> parse(String header, int length) {
    Matcher matcher = SYNTAX.matcher(header);
    if (!matcher.matches() || header.equals("bytes=-")) {
      return Optional.empty();
    }
    boolean suffix = matcher.group(1).isEmpty();
    boolean open = suffix || matcher.group(2).isEmpty();
    int first =
        suffix
            ? Math.max(0, length - Integer.parseInt(matcher.group(2)))
            : Integer.parseInt(matcher.group(1));
    int last = open ? length - 1 : Math.min(length - 1, Integer.parseInt(matcher.group(2)));
    if (first >= length || last < first) {
      throw new S3Failure(S3Failure.Code.INVALID_RANGE, "The requested range is not satisfiable");
    }
    return Optional.of(new ByteRange(first, last));
  }

  Bytes of(Bytes whole) {
    return whole.slice(first, last - first + 1);
  }

  /** As the header Content-Range says it. */
  String header(int length) {
    return "bytes " + first + "-" + last + "/" + length;
  }
}
