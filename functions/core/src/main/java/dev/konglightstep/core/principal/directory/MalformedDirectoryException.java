package dev.konglightstep.core.principal.directory;

/** What was read is no directory, or not a whole one. */
public final class MalformedDirectoryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the number of the line and what was expected there; never what stands there. */
  MalformedDirectoryException(int line, String expected) {
    super("line " + line + ": expected " + expected);
  }
}
