package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.KeySet;

/** What no batch may carry: attributes that hold the backend's own token. */
final class Cleaning implements Edits {
  private final KeySet tokenAttributes;

  Cleaning(Backend backend) {
    this.tokenAttributes = KeySet.of(backend.tokenAttributes());
  }

  @Override
  public KeySet removedEverywhere() {
    return tokenAttributes;
  }
}
