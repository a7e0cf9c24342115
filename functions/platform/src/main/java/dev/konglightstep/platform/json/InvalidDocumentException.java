package dev.konglightstep.platform.json;

/** A JSON document is not of the expected shape. The message gives the path and never a value. */
public final class InvalidDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A mistake of the whole document. */
  public InvalidDocumentException(String expected) {
    super(expected);
  }

  InvalidDocumentException(String path, String expected) {
    super(path.isEmpty() ? expected : path + ": " + expected);
  }
}
