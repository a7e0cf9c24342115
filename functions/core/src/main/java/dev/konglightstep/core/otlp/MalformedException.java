package dev.konglightstep.core.otlp;

/** Bytes that are not protobuf. Without a stack trace: the offset says where. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final int offset;

  MalformedException(String what, int offset) {
    super(what + " at byte " + offset, null, false, false);
    this.what = what;
    this.offset = offset;
  }

  /** What is wrong, without the place. */
  public String what() {
    return what;
  }

  /** Where, counted from the start of the message. */
  public int offset() {
    return offset;
  }
}
