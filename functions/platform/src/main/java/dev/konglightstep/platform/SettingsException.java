package dev.konglightstep.platform;

/**
 * A setting is missing or malformed, so the program must not start. The message names it and says
 * what was expected; it never quotes the value, which may be a secret in the wrong place.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(String name, String expected) {
    super(name + ": " + expected);
  }
}
