package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bodies that were taken lately. Kong sends the same bytes again when an answer came too late
 * or was lost; the answer is then given again without a second forward. Best effort: each
 * environment remembers its own, and only so many.
 *
 * <p>A checksum of a body's edges finds a candidate and the bytes decide: a mere hash that collides
 * would lose a batch. Of bodies with the same edges the one that came last is remembered.
 */
final class RecentSuccesses {
  /** Kong gives a batch up after 82 s. */
  private static final Duration AGE = Duration.ofSeconds(90);

  private static final int MOST_BYTES = 8 << 20;

  /** Bytes at each end of a body, some spans of a batch. */
  private static final int EDGE = 512;

  private final ByteRing bodies = new ByteRing(MOST_BYTES);
  private final Map<Long, Success> byChecksum = new LinkedHashMap<>();

  /** The answer to the same body, if it was taken less than 90 s ago. */
  synchronized Optional<ExportResponse> find(Signal signal, Bytes body, Instant now) {
    Success success = byChecksum.get(checksum(body));
    return success != null
            && success.isOf(signal, body.length(), now)
            && bodies.equalsAt(success.place, body)
        ? Optional.of(success.response)
        : Optional.empty();
  }

  synchronized void remember(Signal signal, Bytes body, ExportResponse response, Instant now) {
    if (body.length() > MOST_BYTES / 4) {
      return;
    }
    long checksum = checksum(body);
    byChecksum.remove(checksum);
    Success success = new Success(signal, bodies.put(body), body.length(), response, now);
    byChecksum.put(checksum, success);
    Iterator<Success> oldest = byChecksum.values().iterator();
    while (!bodies.holds(oldest.next().place)) {
      oldest.remove();
    }
  }

  private static long checksum(Bytes body) {
    int edge = Math.min(EDGE, body.length());
    CRC32C crc = new CRC32C();
    crc.update(body.array(), body.offset(), edge);
    crc.update(body.array(), body.offset() + body.length() - edge, edge);
    return (long) body.length() << Integer.SIZE | crc.getValue();
  }

  private record Success(
      Signal signal, long place, int length, ExportResponse response, Instant at) {
    boolean isOf(Signal otherSignal, int otherLength, Instant now) {
      return now.isBefore(at.plus(AGE))
          && !now.isBefore(at)
          && signal == otherSignal
          && length == otherLength;
    }
  }
}
