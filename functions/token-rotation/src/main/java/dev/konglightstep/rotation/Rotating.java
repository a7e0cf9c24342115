package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.issuer.Issuer;
import dev.konglightstep.rotation.probe.Probe;
import java.util.List;
import java.util.Set;

/**
 * A secret that rotates, and all that has to do with it.
 *
 * @param id its name or ARN, as configured
 * @param issuer of its values
 * @param probe of its acceptor
 * @param targets that must hold its value; none is legal, as in the proxied topology
 */
public record Rotating(String id, Issuer issuer, Probe probe, List<Target> targets) {
  public Rotating {
    targets = List.copyOf(targets);
  }

  /**
   * Checks that a value was made by the same kind of issuer, or does not say by which.
   *
   * @throws RotationException naming the field
   */
  void requireIssuer(TokenSecret value) {
    if (!value.issuer().isEmpty() && !value.issuer().equals(issuer.name())) {
      throw RotationException.failed(
          "secret " + id + ": issuer: expected \"" + issuer.name() + "\"");
    }
  }

  /** The labels that a version carries, besides AWS's own, before anybody gets its value. */
  Set<String> labels(String versionId) {
    return issuer.labels(versionId);
  }
}
