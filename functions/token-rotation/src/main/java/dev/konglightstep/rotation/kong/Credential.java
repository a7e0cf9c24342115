package dev.konglightstep.rotation.kong;

import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.JsonObject;

/**
 * What opens an Admin API: the value of a header, such as an RBAC token, or {@code Bearer …} for a
 * gate in front of it. Its text form never shows it.
 */
public final class Credential {
  private final String value;

  private Credential(String value) {
    this.value = value;
  }

  /**
   * Reads a secret's text: a JSON object with a top-level {@code token}, or the bare value.
   *
   * @throws InvalidDocumentException if it cannot be a header's value; it is not quoted
   */
  public static Credential parse(String document) {
    String text = document.strip();
    String value = text.startsWith("{") ? JsonObject.parse(text).requiredText("token") : text;
    if (!value.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?")) {
      throw new InvalidDocumentException(
          "expected the value of a header, or a JSON object with one in \"token\"");
    }
    return new Credential(value);
  }

  /** The value, for the one place that sends it. */
  String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "Credential[redacted]";
  }
}
