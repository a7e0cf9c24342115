package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What tests in other packages need of this one. */
public final class ProxyAccess {
  private ProxyAccess() {}

  /** Lets a drain handle an event, as its handler does. */
  public static String drain(Drain drain, Bytes event, Instant deadline) {
    try {
      return drain.handle(DrainEvent.read(event.stream()), deadline);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
