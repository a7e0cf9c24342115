package dev.konglightstep.rotation.kong;

import java.io.IOException;

/** Where texts are kept that are too large for an environment variable. */
@FunctionalInterface
public interface StoredText {
  /**
   * The newest text under a key.
   *
   * @throws IOException if it cannot be read; the message says why and never what it holds
   */
  String read(String bucket, String key) throws IOException;
}
