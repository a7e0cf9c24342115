package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.platform.Refreshed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Sends a finished batch to the backend under the current token. */
final class Forwarder {
  /** A refused token makes the proxy read the secret at most this often. */
  private static final Duration REREAD_PAUSE = Duration.ofSeconds(10);

  /** With less time left there will be no answer, only one more copy of the batch. */
  private static final Duration LEAST_FOR_A_RETRY = Duration.ofMillis(100);

  private final Backend backend;
  private final Transport transport;
  private final Refreshed<SecretVersion> token;
  private final InstantSource clock;

  Forwarder(
      Backend backend, Transport transport, Refreshed<SecretVersion> token, InstantSource clock) {
    this.backend = backend;
    this.transport = transport;
    this.token = token;
    this.clock = clock;
  }

  /**
   * One batch, sent once more if it was lost on its way, and once more if the token was refused and
   * has changed meanwhile.
   *
   * @param until when the verdict must be known
   * @throws IOException if the backend gave no answer in time
   * @throws SecretUnavailableException if there never was a token
   */
  Verdict forward(Signal signal, Bytes request, Instant until) throws IOException {
    Sending sending = new Sending(signal, Gzip.compress(request), until);
    SecretVersion used = token.get(left(until));
    Verdict verdict = sending.under(used);
    if (!(verdict instanceof Verdict.TokenRefused)) {
      return verdict;
    }
    Optional<SecretVersion> newer =
        token
            .reread(REREAD_PAUSE, left(until))
            .value()
            .filter(version -> !version.id().equals(used.id()));
    return newer.isPresent() && leavesTime(until) ? sending.under(newer.get()) : verdict;
  }

  private boolean leavesTime(Instant until) {
    return left(until).compareTo(LEAST_FOR_A_RETRY) >= 0;
  }

  private Duration left(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** One batch on its way; it may be lost and sent again once, under whichever token. */
  private final class Sending {
    private final Signal signal;
    private final Bytes gzip;
    private final Instant until;
    private boolean sentAgain;

    Sending(Signal signal, Bytes gzip, Instant until) {
      this.signal = signal;
      this.gzip = gzip;
      this.until = until;
    }

    Verdict under(SecretVersion version) throws IOException {
      Request export = backend.export(signal, version.value().token(), gzip);
      try {
        Verdict verdict = send(export);
        boolean lost = verdict instanceof Verdict.TryLater later && later.lostOnItsWay();
        if (!lost || !maySendAgain()) {
          return verdict;
        }
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (!maySendAgain()) {
          throw e;
        }
      }
      sentAgain = true;
      return send(export);
    }

    private boolean maySendAgain() {
      return !sentAgain && leavesTime(until);
    }

    private Verdict send(Request export) throws IOException {
      Response answer = transport.send(export, left(until));
      return backend.read(answer, clock.instant());
    }
  }
}
