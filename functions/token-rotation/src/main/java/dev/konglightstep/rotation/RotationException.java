package dev.konglightstep.rotation;

/** A step did not succeed; Secrets Manager will try the rotation again. Never holds a secret. */
public final class RotationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  private RotationException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Called for something that must not be done; nothing was changed. */
  public static RotationException refused(String message) {
    return new RotationException(Reason.REFUSED, message);
  }

  /** Somebody else decides about this secret now; nothing more is written. */
  public static RotationException superseded(String message) {
    return new RotationException(Reason.SUPERSEDED, message);
  }

  /** It did not work this time. */
  public static RotationException failed(String message) {
    return new RotationException(Reason.FAILED, message);
  }

  public Reason reason() {
    return reason;
  }

  /** Why a step ends. */
  public enum Reason {
    REFUSED,
    SUPERSEDED,
    FAILED
  }
}
