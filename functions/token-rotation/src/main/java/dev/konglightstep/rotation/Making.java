package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A version in the making, in one invocation. */
final class Making {
  /** A value may be invisible for a moment after it was put (aws-sdk-js-v3#7701). */
  private static final int READS = 5;

  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

  private final Session session;
  private final String versionId;
  private final Optional<Token> rotationToken;

  Making(Session session, String versionId, Optional<Token> rotationToken) {
    this.session = session;
    this.versionId = versionId;
    this.rotationToken = rotationToken;
  }

  Session session() {
    return session;
  }

  String versionId() {
    return versionId;
  }

  Optional<Token> rotationToken() {
    return rotationToken;
  }

  /** The value that createSecret put. */
  TokenSecret value() {
    for (int read = 1; ; read++) {
      Optional<TokenSecret> value = session.value(versionId);
      if (value.isPresent()) {
        return value.get();
      }
      if (read == READS) {
        throw RotationException.failed(
            "version " + versionId + " has no value yet; createSecret comes first");
      }
      session.sleep(BETWEEN_READS);
    }
  }

  /** The value in force that this one was made from. */
  SecretVersion origin(TokenSecret value) {
    String id = value.derivedFrom().orElseThrow();
    return session
        .value(id)
        .map(origin -> new SecretVersion(id, origin))
        .orElseThrow(() -> RotationException.failed("version " + id + " is gone"));
  }

  /**
   * All guards once more, on labels that are read now, before something is written.
   *
   * @return when the labels were asked for
   * @throws RotationException if the version is not in the making any more
   */
  Instant permit(TokenSecret value) {
    session.requireTimeToWrite();
    Look look = session.look();
    look.requireInTheMaking(versionId);
    look.requireLineage(versionId, value);
    return look.askedAt();
  }

  /** Labels without which nobody may get a version's value. */
  void ensureLabels(String version, Look look) {
    session.rotating().labels(version).forEach(label -> session.ensure(label, version, look));
  }
}
