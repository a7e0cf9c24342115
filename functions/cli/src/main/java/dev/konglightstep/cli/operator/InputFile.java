package dev.konglightstep.cli.operator;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that a person names; one that cannot be used is bad input. */
final class InputFile {
  private static final int MOST_BODY = 64 << 20;

  private InputFile() {}

  /** A file, or what shows that it is longer than it may be: one byte more. */
  static Bytes read(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return Bytes.of(in.readNBytes(most + 1));
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read");
    }
  }

  /**
   * Puts a text in a file's place, or leaves the file as it was: at no moment it is half of one.
   * What the name leads to stays where it is, with its permissions.
   */
  static void replace(Path file, String text) throws IOException {
    Path real = file.toRealPath();
    Path beside = Files.createTempFile(real.resolveSibling(""), ".", ".tmp");
    try {
      Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(real));
      Files.writeString(beside, text);
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** A recorded body of an Export request of traces, plain or compressed. */
  static ExportRequest readTraces(Path file) {
    Bytes body = read(file, MOST_BODY);
    return switch (Scan.of(Signal.TRACES, isGzip(body) ? inflated(file, body) : body)) {
      case Scan.Malformed malformed ->
          throw new BadInputException(
              "%s: no Export request of traces: %s at byte %d"
                  .formatted(file, malformed.what(), malformed.offset()));
      case Scan.Valid(ExportRequest request) when request.envelopes() == 0 ->
          throw new BadInputException(file + ": no Export request of traces: it has no spans");
      case Scan.Valid(ExportRequest request) -> request;
    };
  }

  /** No Export request begins like that: it would be a field of an unknown number (RFC 1952). */
  private static boolean isGzip(Bytes body) {
    return body.length() > 1 && body.at(0) == 0x1f && body.at(1) == (byte) 0x8b;
  }

  private static Bytes inflated(Path file, Bytes body) {
    if (Gzip.inflate(body, MOST_BODY) instanceof Inflated.Plain(Bytes plain)) {
      return plain;
    }
    throw new BadInputException(file + ": cannot be inflated");
  }
}
