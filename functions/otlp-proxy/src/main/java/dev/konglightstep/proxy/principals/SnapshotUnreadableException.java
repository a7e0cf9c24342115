package dev.konglightstep.proxy.principals;

/** The store of the directory did not tell what is there. The message says why. */
public final class SnapshotUnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SnapshotUnreadableException(String message) {
    super(message);
  }
}
