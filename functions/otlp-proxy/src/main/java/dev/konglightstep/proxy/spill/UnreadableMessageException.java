package dev.konglightstep.proxy.spill;

/** A message or an object of the spill that is none of ours, or not whole. */
public final class UnreadableMessageException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean ofANewerVersion;

  UnreadableMessageException(String message, boolean ofANewerVersion) {
    super(message);
    this.ofANewerVersion = ofANewerVersion;
  }

  /** Whether a function that was deployed later can read it, so that it must be left alone. */
  public boolean isOfANewerVersion() {
    return ofANewerVersion;
  }
}
