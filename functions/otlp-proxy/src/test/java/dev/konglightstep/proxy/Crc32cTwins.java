package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;

/** Two bodies with one CRC-32C, found by chance: among 100,000 a pair is likely. */
final class Crc32cTwins {
  private Crc32cTwins() {}

  static List<Bytes> find() {
    Random random = new Random(1);
    Map<Long, Bytes> seen = new HashMap<>();
    while (true) {
      byte[] bytes = new byte[8];
      random.nextBytes(bytes);
      Bytes one = Bytes.of(bytes);
      Bytes other = seen.put(checksum(one), one);
      if (other != null && !other.equals(one)) {
        return List.of(one, other);
      }
    }
  }

  static long checksum(Bytes bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), bytes.offset(), bytes.length());
    return crc.getValue();
  }
}
