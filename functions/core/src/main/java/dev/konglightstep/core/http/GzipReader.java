package dev.konglightstep.core.http;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the members of a gzip file (RFC 1952, section 2.2) and nothing else: unlike {@link
 * java.util.zip.GZIPInputStream} it refuses what trails the last member.
 */
final class GzipReader {
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int CHUNK = 16 * 1024;

  private final Bytes in;
  private final int limit;
  private final ByteArrayOutputStream plain;
  private final byte[] chunk = new byte[CHUNK];
  private int position;

  GzipReader(Bytes in, int limit) {
    this.in = in;
    this.limit = limit;
    this.plain = new ByteArrayOutputStream(Math.min(limit, Math.max(CHUNK, 4 * in.length())));
  }

  Inflated read() {
    try (Inflater inflater = new Inflater(true)) {
      do {
        header();
        if (!member(inflater)) {
          return new Inflated.TooLarge();
        }
      } while (position < in.length());
      return new Inflated.Plain(Bytes.of(plain.toByteArray()));
    } catch (BrokenException e) {
      return new Inflated.Broken(e.what, position);
    }
  }

  private void header() throws BrokenException {
    if (next() != 0x1f || next() != 0x8b) {
      throw new BrokenException(
          plain.size() == 0 ? "no gzip header" : "bytes after the last gzip member");
    }
    if (next() != 8) {
      throw new BrokenException("gzip method is not deflate");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw new BrokenException("reserved gzip flags are set");
    }
    skip(6);
    if ((flags & FEXTRA) != 0) {
      skip(next() | (next() << 8));
    }
    if ((flags & FNAME) != 0) {
      skipText();
    }
    if ((flags & FCOMMENT) != 0) {
      skipText();
    }
    if ((flags & FHCRC) != 0) {
      skip(2);
    }
  }

  /** Inflates one member and checks its trailer; false when the limit is passed. */
  private boolean member(Inflater inflater) throws BrokenException {
    CRC32 crc = new CRC32();
    int before = plain.size();
    inflater.reset();
    inflater.setInput(in.array(), in.offset() + position, in.length() - position);
    if (!inflate(inflater, crc)) {
      return false;
    }
    position = in.length() - inflater.getRemaining();
    if (word() != (int) crc.getValue()) {
      throw new BrokenException("gzip checksum does not match");
    }
    if (word() != plain.size() - before) {
      throw new BrokenException("gzip length does not match");
    }
    return true;
  }

  private boolean inflate(Inflater inflater, CRC32 crc) throws BrokenException {
    while (!inflater.finished()) {
      int read = inflated(inflater);
      if (read == 0 && !inflater.finished()) {
        position = in.length();
        throw new BrokenException("gzip ends in the middle");
      }
      if (read > limit - plain.size()) {
        return false;
      }
      crc.update(chunk, 0, read);
      plain.write(chunk, 0, read);
    }
    return true;
  }

  private int inflated(Inflater inflater) throws BrokenException {
    try {
      return inflater.inflate(chunk);
    } catch (DataFormatException e) {
      position = in.length() - inflater.getRemaining();
      throw new BrokenException("deflate stream is damaged");
    }
  }

  private int next() throws BrokenException {
    if (position == in.length()) {
      throw new BrokenException("gzip ends in the middle");
    }
    return in.at(position++) & 0xff;
  }

  private int word() throws BrokenException {
    return next() | (next() << 8) | (next() << 16) | (next() << 24);
  }

  private void skip(int count) throws BrokenException {
    if (count > in.length() - position) {
      position = in.length();
      throw new BrokenException("gzip ends in the middle");
    }
    position += count;
  }

  private void skipText() throws BrokenException {
    int character = next();
    while (character != 0) {
      character = next();
    }
  }

  /** Leaves the reader; it never leaves this class. */
  private static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;

    private BrokenException(String what) {
      super(what, null, false, false);
      this.what = what;
    }
  }
}
