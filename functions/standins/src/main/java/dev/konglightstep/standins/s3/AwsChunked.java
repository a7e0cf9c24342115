package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A body in the encoding that SDKs use to send a checksum behind it ("Signature calculations for
 * the Authorization header: Transferring payload in multiple chunks"): chunks of a size in
 * hexadecimal digits (and a signature, which is not checked), CRLF, bytes, CRLF; then a chunk of
 * size 0, trailing headers, and an empty line.
 *
 * @param trailers by name in lower case
 */
record AwsChunked(Bytes body, Map<String, String> trailers) {

  /**
   * Decodes a body.
   *
   * @throws S3Failure if it ends too early or its chunks cannot be told apart
   */
  static AwsChunked decode(Bytes encoded) {
    Reader reader = new Reader(encoded);
    ByteArrayOutputStream body = new ByteArrayOutputStream(encoded.length());
    int size = reader.size();
    while (size > 0) {
      Bytes chunk = reader.take(size);
      body.write(chunk.array(), chunk.offset(), chunk.length());
      reader.line();
      size = reader.size();
    }
    return new AwsChunked(Bytes.of(body.toByteArray()), reader.trailers());
  }

  private static S3Failure incomplete() {
    return new S3Failure(
        S3Failure.Code.INCOMPLETE_BODY,
        "The request body terminated unexpectedly or is not in aws-chunked form");
  }

  /** Goes through the encoded bytes. */
  private static final class Reader {
    private final Bytes bytes;
    private int at;

    Reader(Bytes bytes) {
      this.bytes = bytes;
    }

    int size() {
      String digits = line().split(";", 2)[0].strip();
      try {
        return Integer.parseUnsignedInt(digits, 16);
      } catch (NumberFormatException e) {
        throw incomplete();
      }
    }

    Bytes take(int size) {
      if (size < 0 || size > bytes.length() - at) {
        throw incomplete();
      }
      Bytes taken = bytes.slice(at, size);
      at += size;
      return taken;
    }

    /** Up to the next CRLF, which is passed over. */
    String line() {
      int start = at;
      while (at + 1 < bytes.length() && !(bytes.at(at) == '\r' && bytes.at(at + 1) == '\n')) {
        at++;
      }
      if (at + 1 >= bytes.length()) {
        throw incomplete();
      }
      Bytes line = bytes.slice(start, at - start);
      at += 2;
      return new String(line.copy(), StandardCharsets.ISO_8859_1);
    }

    Map<String, String> trailers() {
      Map<String, String> trailers = new TreeMap<>();
      for (String line = line(); !line.isEmpty(); line = at < bytes.length() ? line() : "") {
        String[] field = line.split(":", 2);
        if (field.length < 2) {
          throw incomplete();
        }
        trailers.put(field[0].strip().toLowerCase(Locale.ROOT), field[1].strip());
      }
      return trailers;
    }
  }
}
