package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.issuer.Issuer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Gives a secret the value that every later one is made from. */
final class FirstValue {
  private final Supplier<String> ids;

  /**
   * Makes nothing yet.
   *
   * @param ids gives a new UUID each time
   */
  FirstValue(Supplier<String> ids) {
    this.ids = ids;
  }

  /**
   * Makes a version current that has all its labels from the start. What was current and is not of
   * our shape becomes AWSPREVIOUS.
   *
   * @param look in which no version of our shape is current
   */
  SecretVersion put(Session session, Look look) {
    String versionId = ids.get();
    Rotating rotating = session.rotating();
    Issuer.Issued issued =
        rotating
            .issuer()
            .issue(
                new Issuer.Request(
                    session.arn(),
                    versionId,
                    Optional.empty(),
                    session.labelledValues(look).stream().map(SecretVersion::value).toList()));
    TokenSecret value =
        new TokenSecret(
            rotating.issuer().name(),
            issued.token(),
            issued.name(),
            issued.project(),
            List.of(),
            Optional.empty());
    Set<String> labels = new HashSet<>(rotating.labels(versionId));
    labels.add(SecretVersions.CURRENT);
    if (!session.look().current().equals(look.current())) {
      throw RotationException.superseded("somebody else gave the secret a value just now");
    }
    session.put(versionId, value, labels, Optional.empty());
    return new SecretVersion(versionId, value);
  }
}
