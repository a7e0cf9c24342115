package dev.konglightstep.core.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Attribute keys, found by their bytes without making a text of each key that is looked up. */
public final class KeySet implements KeyMatcher {
  public static final KeySet EMPTY = new KeySet(new byte[0][][]);

  private final byte[][][] byLength;

  private KeySet(byte[][][] byLength) {
    this.byLength = byLength;
  }

  public static KeySet of(Collection<String> keys) {
    int longest = -1;
    for (String key : keys) {
      longest = Math.max(longest, key.getBytes(StandardCharsets.UTF_8).length);
    }
    byte[][][] byLength = new byte[longest + 1][0][];
    for (String key : keys) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      byte[][] same = Arrays.copyOf(byLength[bytes.length], byLength[bytes.length].length + 1);
      same[same.length - 1] = bytes;
      byLength[bytes.length] = same;
    }
    return new KeySet(byLength);
  }

  public boolean isEmpty() {
    return byLength.length == 0;
  }

  @Override
  public boolean contains(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length >= byLength.length) {
      return false;
    }
    for (byte[] key : byLength[length]) {
      if (Arrays.equals(key, 0, length, bytes, from, to)) {
        return true;
      }
    }
    return false;
  }
}
