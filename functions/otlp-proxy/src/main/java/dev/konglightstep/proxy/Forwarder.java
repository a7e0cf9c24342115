package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.platform.Refreshed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Sends a finished batch to the backend under the current token. */
final class Forwarder {
  /** A refused token makes the proxy read the secret at most this often. */
  private static final Duration REREAD_PAUSE = Duration.ofSeconds(10);

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
   * One batch, and a second try if the token was refused and has changed meanwhile.
   *
   * @param until when the verdict must be known
   * @throws IOException if the backend gave no answer in time
   * @throws SecretUnavailableException if there never was a token
   */
  Verdict forward(Signal signal, Bytes request, Instant until) throws IOException {
    Bytes gzip = Gzip.compress(request);
    SecretVersion used = token.get(left(until));
    Verdict verdict = send(signal, used, gzip, until);
    if (!(verdict instanceof Verdict.TokenRefused)) {
      return verdict;
    }
    Optional<SecretVersion> newer =
        token
            .reread(REREAD_PAUSE, left(until))
            .value()
            .filter(version -> !version.id().equals(used.id()));
    return newer.isPresent() ? send(signal, newer.get(), gzip, until) : verdict;
  }

  private Verdict send(Signal signal, SecretVersion version, Bytes gzip, Instant until)
      throws IOException {
    Duration left = left(until);
    return backend.read(
        transport.send(backend.export(signal, version.value().token(), gzip), left));
  }

  private Duration left(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
