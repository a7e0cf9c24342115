package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.otlp.Signal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Bytes that nobody will take as they are, and all that is known of them.
 *
 * @param why what was said of them
 * @param signal empty if not even that is known
 * @param items spans, log records or data points; 0 if they could not be counted
 * @param received when they came
 * @param source which function kept them, and of whom
 * @param headers with which they came; those that may hold a secret without their value
 * @param body finished and plain where a backend refused them, else as they came
 */
public record Quarantined(
    Reason reason,
    String why,
    Optional<Signal> signal,
    int items,
    Instant received,
    String source,
    Headers headers,
    Bytes body) {

  /** Shows no spans. */
  @Override
  public String toString() {
    return "Quarantined[" + reason + ", " + items + " items: " + why + "]";
  }

  /** Why something is kept. */
  public enum Reason {
    /** It could not be read as what its path says; the bytes are as they came. */
    NOT_OTLP,
    /** The backend will never accept it. */
    REFUSED,
    /** The backend accepted a part of it, and does not say which. */
    PARTIAL,
    /** A message or an object of the spill that is none of ours, or not whole. */
    UNREADABLE;

    /** As it stands in keys and in what operators see. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
