package dev.konglightstep.proxy;

/**
 * Bounds the decoded bytes that all requests hold at a time. Each of them takes four to six times
 * as much on its way (its index, what is written, what is cleaned, compressed), and a process
 * without memory loses every request, not one.
 *
 * <p>A request that is alone is never turned away, however large: {@code MAX_BODY_BYTES} bounds it,
 * and else it would be turned away for ever.
 */
final class BytesInFlight {
  /** The part of the heap that decoded bytes may take. */
  private static final int PART = 8;

  private final long most;
  private long held;

  BytesInFlight(long most) {
    this.most = most;
  }

  /** An eighth of the heap that this process may have. */
  static BytesInFlight ofThisHeap() {
    return new BytesInFlight(Runtime.getRuntime().maxMemory() / PART);
  }

  /** For one request, nothing yet. */
  Share share() {
    return new Share();
  }

  synchronized long held() {
    return held;
  }

  private synchronized boolean take(long bytes, long shareOfTheirs) {
    boolean alone = held == shareOfTheirs;
    boolean free = alone || held + bytes <= most;
    held += free ? bytes : 0;
    return free;
  }

  private synchronized void giveBack(long bytes) {
    held -= bytes;
  }

  /** What one request holds, until it has its answer. A share belongs to one thread. */
  final class Share implements AutoCloseable {
    private long bytes;

    private Share() {}

    /** Adds to the share, if there is room for so much. */
    boolean take(long more) {
      boolean taken = BytesInFlight.this.take(more, bytes);
      bytes += taken ? more : 0;
      return taken;
    }

    @Override
    public void close() {
      giveBack(bytes);
      bytes = 0;
    }
  }
}
