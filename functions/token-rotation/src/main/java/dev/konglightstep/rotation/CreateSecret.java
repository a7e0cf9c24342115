package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.issuer.Issuer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    Optional<TokenSecret> previous = session.previous();
    session.rotating().requireIssuer(current.value());
    Issuer issuer = session.rotating().issuer();
    List<SecretVersion> labelled = session.labelledValues(look);
    liveLabels.requireRoom(session, look, labelled);
    Issuer.Issued issued =
        issuer.issue(
            new Issuer.Request(
                session.arn(),
                making.versionId(),
                Optional.of(current.value()),
                used(labelled, current.value(), previous)));
    return new TokenSecret(
        issuer.name(),
        issued.token(),
        issued.name(),
        issued.project(),
        TokenSecret.historyAfter(current.value(), previous, issued.kept()),
        Optional.of(current.id()));
  }

  /** The labels may have moved since they were read: what is current and previous counts anyway. */
  private static List<TokenSecret> used(
      List<SecretVersion> labelled, TokenSecret current, Optional<TokenSecret> previous) {
    return Stream.of(
            labelled.stream().map(SecretVersion::value), Stream.of(current), previous.stream())
        .flatMap(values -> values)
        .toList();
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
}
