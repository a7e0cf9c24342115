package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.issuer.Issuer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first step: the version gets its value, once. */
final class CreateSecret {
  private final LiveLabels liveLabels;

  CreateSecret(LiveLabels liveLabels) {
    this.liveLabels = liveLabels;
  }

  void run(Making making, Look look) {
    Optional<TokenSecret> existing = making.session().value(making.versionId());
    if (existing.isPresent()) {
      look.requireLineage(making.versionId(), existing.get());
      making.ensureLabels(making.versionId(), look);
    } else {
      put(making, next(making, look));
    }
  }

  private TokenSecret next(Making making, Look look) {
    Session session = making.session();
    SecretVersion current =
        session
            .labelled(SecretVersions.CURRENT)
            .orElseThrow(
                () ->
                    RotationException.failed(
                        "secret "
                            + session.arn()
                            + " has no version labelled AWSCURRENT; run \"kong-lightstep init\""));
    session.rotating().requireIssuer(current.value());
    Issuer issuer = session.rotating().issuer();
    List<SecretVersion> labelled = session.labelledValues(look);
    liveLabels.requireRoom(session, look, labelled);
    Issuer.Issued issued =
        issuer.issue(
            new Issuer.Request(
                session.arn(),
                making.versionId(),
                current.value(),
                labelled.stream().map(SecretVersion::value).toList()));
    return new TokenSecret(
        issuer.name(),
        issued.token(),
        issued.name(),
        current.value().project(),
        TokenSecret.historyAfter(current.value(), previous(look, labelled), issued.kept()),
        Optional.of(current.id()));
  }

  /**
   * The guards are asked directly before the put and again after it: a put that comes late puts
   * AWSPENDING back on a version whose rotation was given up meanwhile.
   */
  private static void put(Making making, TokenSecret value) {
    Session session = making.session();
    String versionId = making.versionId();
    Set<String> labels = new HashSet<>(session.rotating().labels(versionId));
    labels.add(SecretVersions.PENDING);
    making.permit(value);
    TokenSecret adopted = value;
    if (!session.put(versionId, value, labels, making.rotationToken())) {
      adopted = making.value();
    }
    try {
      making.permit(adopted);
    } catch (RotationException e) {
      if (e.reason() != RotationException.Reason.FAILED) {
        labels.forEach(label -> session.move(label, Optional.of(versionId), Optional.empty()));
        throw RotationException.superseded("the value came too late: " + e.getMessage());
      }
      throw e;
    }
  }

  private static Optional<TokenSecret> previous(Look look, List<SecretVersion> labelled) {
    return look.labels()
        .holder(SecretVersions.PREVIOUS)
        .flatMap(
            id ->
                labelled.stream()
                    .filter(version -> version.id().equals(id))
                    .map(SecretVersion::value)
                    .findAny());
  }
}
