package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import java.util.Arrays;

/**
 * The last bytes that were put in, up to a capacity. Places count from the very first byte on, so a
 * place says by itself whether its bytes are still there.
 *
 * <p>The memory is taken block by block as it is needed, and then used again and again. A queue of
 * arrays would hold as much, but each array would live just long enough for the garbage collector
 * to move it among the old objects, where it then stays as garbage (RATIONALE.md).
 */
final class ByteRing {
  private static final int BLOCK = 64 * 1024;

  private final byte[][] blocks;
  private long end;

  /**
   * Empty, without memory of its own yet.
   *
   * @param capacity in bytes, a multiple of 64 KiB
   */
  ByteRing(int capacity) {
    this.blocks = new byte[capacity / BLOCK][];
  }

  /**
   * Copies the bytes behind those of before, over the oldest ones.
   *
   * @param bytes no longer than the capacity
   * @return their place
   */
  long put(Bytes bytes) {
    long place = end;
    for (int done = 0; done < bytes.length(); ) {
      int size = untilBlockEnd(end, bytes.length() - done);
      System.arraycopy(
          bytes.array(), bytes.offset() + done, writable(end), (int) (end % BLOCK), size);
      done += size;
      end += size;
    }
    return place;
  }

  /** Whether bytes from that place on have not been written over. */
  boolean holds(long place) {
    return place >= end - (long) blocks.length * BLOCK;
  }

  /** Whether these bytes were put at that place, which this ring still {@link #holds}. */
  boolean equalsAt(long place, Bytes bytes) {
    int size;
    for (int done = 0; done < bytes.length(); done += size) {
      long at = place + done;
      size = untilBlockEnd(at, bytes.length() - done);
      int from = (int) (at % BLOCK);
      int other = bytes.offset() + done;
      if (!Arrays.equals(
          blocks[index(at)], from, from + size, bytes.array(), other, other + size)) {
        return false;
      }
    }
    return true;
  }

  private byte[] writable(long place) {
    int index = index(place);
    if (blocks[index] == null) {
      blocks[index] = new byte[BLOCK];
    }
    return blocks[index];
  }

  private int index(long place) {
    return (int) (place / BLOCK % blocks.length);
  }

  private static int untilBlockEnd(long place, int most) {
    return (int) Math.min(most, BLOCK - place % BLOCK);
  }
}
