package dev.konglightstep.proxy.soak;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Where logs and metrics go: nothing is kept, and a secret in them is seen. */
final class CanaryWatch extends OutputStream {
  private static final byte[] CANARY = "CANARY".getBytes(StandardCharsets.US_ASCII);

  private int matched;
  private boolean seen;
  private long lines;

  @Override
  public void write(int character) {
    matched = character == CANARY[matched] ? matched + 1 : character == CANARY[0] ? 1 : 0;
    if (matched == CANARY.length) {
      seen = true;
      matched = 0;
    }
    lines += character == '\n' ? 1 : 0;
  }

  /** Whether a secret, or a part of one, was written. */
  boolean seen() {
    return seen;
  }

  long lines() {
    return lines;
  }
}
