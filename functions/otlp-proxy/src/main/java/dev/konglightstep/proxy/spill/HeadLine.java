package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.Bytes;
import java.nio.charset.StandardCharsets;

/** A line of text, and bytes behind it. */
record HeadLine(String head, Bytes rest) {
  static Bytes join(String head, Bytes rest) {
    byte[] line = (head + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[line.length + rest.length()];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(rest.array(), rest.offset(), all, line.length, rest.length());
    return Bytes.of(all);
  }

  static HeadLine of(Bytes bytes) {
    int end = 0;
    while (end < bytes.length() && bytes.at(end) != '\n') {
      end++;
    }
    int from = Math.min(end + 1, bytes.length());
    return new HeadLine(
        new String(bytes.array(), bytes.offset(), end, StandardCharsets.UTF_8),
        bytes.slice(from, bytes.length() - from));
  }
}
