package dev.konglightstep.core.policy;

/** Arithmetic for tables of ids. */
public final class Bits {
  private Bits() {}

  /** Every bit of the result depends on every bit (MurmurHash3's finalizer). */
  public static long mix(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
