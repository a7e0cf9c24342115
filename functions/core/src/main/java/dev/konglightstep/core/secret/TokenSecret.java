package dev.konglightstep.core.secret;

import java.util.List;
import java.util.Optional;

/**
 * What one version of the token secret or of the ingest key secret holds.
 *
 * @param name of the token, as people know it in the backend; safe to print
 * @param project the backend's project that the token belongs to
 * @param history names of the tokens before this one, newest first
 * @param derivedFrom the version that was current when this one was made; empty for the first
 */
public record TokenSecret(
    Issuer issuer,
    Token token,
    String name,
    String project,
    List<String> history,
    Optional<String> derivedFrom) {

  public TokenSecret {
    history = List.copyOf(history);
  }
}
