package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where versions and their labels are written, one attempt each. */
public interface VersionWriter {
  /**
   * Gives a version its value, which is written once, and puts labels on it.
   *
   * @param labels at least one; without any Secrets Manager would make the version current at once
   * @param rotationToken as the event gave it
   * @return false if the version has another value already; then nothing was changed
   * @throws SecretUnavailableException if it is not certain that the version has the value
   */
  boolean put(
      String secretId,
      String versionId,
      TokenSecret value,
      Set<String> labels,
      Optional<Token> rotationToken,
      Duration timeout);

  /**
   * Moves a label, if it is where the caller believes (compare and swap).
   *
   * @param from the version that carries it; empty if none does
   * @param to the version that will; empty takes the label off
   * @return false if the label is elsewhere, or on {@code to} already; then nothing was changed
   * @throws SecretUnavailableException if it is not certain where the label is
   */
  boolean move(
      String secretId, String label, Optional<String> from, Optional<String> to, Duration timeout);
}
