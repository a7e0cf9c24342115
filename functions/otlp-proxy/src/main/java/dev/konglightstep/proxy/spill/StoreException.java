package dev.konglightstep.proxy.spill;

/** A queue or a bucket did not do what it was asked for, or nobody knows whether it did. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what failed and why; never a credential. */
  public StoreException(String message) {
    super(message);
  }
}
