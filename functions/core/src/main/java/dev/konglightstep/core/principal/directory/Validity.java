package dev.konglightstep.core.principal.directory;

/**
 * When something holds.
 *
 * @param from the first second since 1970 at which it does
 * @param to the first at which it does not any more; {@link #OPEN} while it has not ended
 */
public record Validity(long from, long to) {
  /** No end is known. */
  public static final long OPEN = Long.MAX_VALUE;

  /** At all times. */
  public static final Validity ALWAYS = new Validity(0, OPEN);

  /** From then on. */
  public static Validity since(long from) {
    return new Validity(from, OPEN);
  }

  public boolean isOpen() {
    return to == OPEN;
  }

  public boolean contains(long second) {
    return from <= second && second < to;
  }

  /** The same until then, or until it ended before. */
  public Validity until(long end) {
    return new Validity(from, Math.max(from, Math.min(to, end)));
  }

  /** The part of this around a second in which another one neither begins nor ends. */
  Validity unchangedBy(Validity other, long second) {
    return cutAt(other.from, second).cutAt(other.to, second);
  }

  private Validity cutAt(long boundary, long second) {
    return boundary <= second
        ? new Validity(Math.max(from, boundary), to)
        : new Validity(from, Math.min(to, boundary));
  }
}
