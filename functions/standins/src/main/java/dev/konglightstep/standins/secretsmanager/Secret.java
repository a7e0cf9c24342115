package dev.konglightstep.standins.secretsmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One secret at one time. Every change gives a new one; one that is refused has changed nothing.
 */
record Secret(
    String name,
    Versions versions,
    Instant created,
    Instant lastChanged,
    Optional<RotationConfiguration> rotation,
    Optional<Rotating> rotating,
    Optional<Instant> lastRotated,
    Optional<Instant> deleted) {
  private static final Duration MIN_WINDOW = Duration.ofDays(7);
  private static final Duration MAX_WINDOW = Duration.ofDays(30);

  static Secret named(String name, Instant now) {
    return new Secret(
        name,
        Versions.NONE,
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  String arn() {
    return SecretsManagerModel.arn(name);
  }

  Description describe() {
    return new Description(
        arn(),
        name,
        versions.stages(),
        created,
        lastChanged,
        rotation.map(RotationConfiguration::enabled),
        rotation.flatMap(RotationConfiguration::lambdaArn),
        rotation.flatMap(RotationConfiguration::rules),
        lastRotated.filter(time -> rotation.filter(RotationConfiguration::enabled).isPresent()),
        deleted);
  }

  /** This secret, if it is not marked for deletion. */
  Secret alive() {
    if (deleted.isPresent()) {
      throw SecretsManagerFailure.invalidRequest(
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return this;
  }

  /**
   * With a version that somebody put. A put of another version than the one that a rotation makes
   * abandons the rotation, which loses AWSPENDING.
   */
  Secret put(PutSecretValue request, Instant now) {
    if (request.isRepeated(versions)) {
      return this;
    }
    checkRotationToken(request);
    Optional<String> foreign =
        rotating.map(Rotating::versionId).filter(id -> !id.equals(request.clientRequestToken()));
    Versions before =
        foreign.filter(id -> versions.isOn(Versions.PENDING, id)).isPresent()
            ? versions.remove(Versions.PENDING)
            : versions;
    return with(request.applyTo(before, now), now);
  }

  /** A rotation's put that brings a token must bring the one that its event gave. */
  private void checkRotationToken(PutSecretValue request) {
    boolean wrong =
        rotating
            .filter(version -> version.versionId().equals(request.clientRequestToken()))
            .filter(
                version ->
                    request
                        .rotationToken()
                        .filter(token -> !token.equals(version.rotationToken()))
                        .isPresent())
            .isPresent();
    if (wrong) {
      throw SecretsManagerFailure.invalidParameter("RotationToken is not this rotation's");
    }
  }

  /** As UpdateSecret does it, which never repeats. */
  Secret updated(String versionId, Optional<String> value, Instant now) {
    if (value.isEmpty()) {
      return with(versions, now);
    }
    if (versions.version(versionId).isPresent()) {
      throw SecretsManagerFailure.exists("version " + versionId + " exists already");
    }
    return put(PutSecretValue.current(name, versionId, value.get()), now);
  }

  /** The ARN, if this is what the same call made before. */
  String createdAgain(String versionId, Optional<String> value) {
    if (deleted.isPresent()) {
      throw SecretsManagerFailure.invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    Optional<String> there = versions.version(versionId).flatMap(Version::value);
    if (value.isEmpty() || !there.equals(value)) {
      throw SecretsManagerFailure.exists(
          "The operation failed because the secret " + name + " already exists.");
    }
    return arn();
  }

  /** With AWSPENDING on a new version, before the function is called for the first time. */
  Secret rotate(RotateSecret request, String rotationToken, Instant now) {
    Optional<String> pending = versions.carrier(Versions.PENDING);
    if (pending.isPresent() && !pending.equals(versions.carrier(Versions.CURRENT))) {
      throw SecretsManagerFailure.invalidRequest(
          "A previous rotation isn't complete. That rotation will be reattempted.");
    }
    String id = request.clientRequestToken();
    if (versions.version(id).isPresent()) {
      throw SecretsManagerFailure.invalidRequest("version " + id + " exists already");
    }
    RotationConfiguration configured = rotation.orElse(RotationConfiguration.NONE).with(request);
    Optional<String> value =
        request.immediately()
            ? Optional.empty()
            : versions.labelled(Versions.CURRENT).flatMap(Version::value);
    Rotating begun = new Rotating(id, rotationToken, !request.immediately(), false);
    return with(versions.with(id, value, now).move(Versions.PENDING, id).withinLimit(), now)
        .with(configured)
        .with(Optional.of(begun));
  }

  /** After a rotation that ended well. */
  Secret rotated(PendingAtEnd pendingAtEnd, Instant now) {
    Versions left = pendingAtEnd == PendingAtEnd.REMOVED ? withoutItsPending() : versions;
    return new Secret(
        name,
        left,
        created,
        now,
        rotation,
        rotating.map(Rotating::completed),
        Optional.of(now),
        deleted);
  }

  /** After a rotation was only tested: its version is gone, unless somebody labelled it. */
  Secret tested(Instant now) {
    Versions left = withoutItsPending();
    String id = rotating.orElseThrow().versionId();
    boolean unlabelled = left.version(id).filter(version -> version.labels().isEmpty()).isPresent();
    return with(unlabelled ? left.without(id) : left, now).with(Optional.empty());
  }

  private Versions withoutItsPending() {
    String id = rotating.orElseThrow().versionId();
    return versions.isOn(Versions.PENDING, id) ? versions.remove(Versions.PENDING) : versions;
  }

  /** Whether the rotation that is under way has lost its label without having promoted. */
  boolean isAbandoned() {
    return rotating
        .filter(version -> !version.complete())
        .filter(version -> !versions.isOn(Versions.PENDING, version.versionId()))
        .filter(version -> !versions.isOn(Versions.CURRENT, version.versionId()))
        .isPresent();
  }

  /** Knows of a rotation only as long as its label is there, or its version is current. */
  Secret settled() {
    boolean over =
        rotating
            .filter(Rotating::complete)
            .filter(version -> !versions.isOn(Versions.PENDING, version.versionId()))
            .isPresent();
    return over || isAbandoned() ? with(Optional.empty()) : this;
  }

  Secret with(Versions changed, Instant now) {
    return new Secret(name, changed, created, now, rotation, rotating, lastRotated, deleted);
  }

  Secret with(RotationConfiguration configured) {
    return new Secret(
        name,
        versions,
        created,
        lastChanged,
        Optional.of(configured),
        rotating,
        lastRotated,
        deleted);
  }

  Secret with(Optional<Rotating> begun) {
    return new Secret(name, versions, created, lastChanged, rotation, begun, lastRotated, deleted);
  }

  /** Without rotation, and without a rotation under way. */
  Secret cancelled(Instant now) {
    RotationConfiguration before =
        rotation.orElseThrow(
            () ->
                SecretsManagerFailure.invalidRequest(
                    "Rotation was never configured for this secret."));
    return with(versions, now).with(before.enabled(false)).with(Optional.empty());
  }

  Secret marked(Duration window, Instant now) {
    if (window.compareTo(MIN_WINDOW) < 0 || window.compareTo(MAX_WINDOW) > 0) {
      throw SecretsManagerFailure.invalidParameter("RecoveryWindowInDays: expected 7 to 30");
    }
    return withDeleted(Optional.of(now.plus(window)), now);
  }

  Secret restored(Instant now) {
    return withDeleted(Optional.empty(), now);
  }

  private Secret withDeleted(Optional<Instant> time, Instant now) {
    return new Secret(name, versions, created, now, rotation, rotating, lastRotated, time);
  }
}
