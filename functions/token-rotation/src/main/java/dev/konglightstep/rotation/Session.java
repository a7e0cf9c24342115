package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One rotating secret during one invocation: each call within the time that is left. */
final class Session {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  /** With less, a write could still be under way when the invocation is cut off. */
  private static final Duration LEAST_FOR_A_WRITE = Duration.ofSeconds(20);

  private final Rotating rotating;
  private final String arn;
  private final Instant deadline;
  private final SecretVersions versions;
  private final VersionWriter writer;
  private final InstantSource clock;
  private final Pause pause;

  Session(
      Rotating rotating,
      String arn,
      Instant deadline,
      SecretVersions versions,
      VersionWriter writer,
      InstantSource clock,
      Pause pause) {
    this.rotating = rotating;
    this.arn = arn;
    this.deadline = deadline;
    this.versions = versions;
    this.writer = writer;
    this.clock = clock;
    this.pause = pause;
  }

  Rotating rotating() {
    return rotating;
  }

  String arn() {
    return arn;
  }

  /** The labels, asked for now. */
  Look look() {
    Instant askedAt = clock.instant();
    return new Look(versions.describe(arn, timeout()), askedAt);
  }

  Optional<SecretVersion> labelled(String label) {
    return versions.labelled(arn, label, timeout());
  }

  Optional<TokenSecret> value(String versionId) {
    return versions.byId(arn, versionId, timeout()).map(SecretVersion::value);
  }

  /** The version of that id; empty also if it has no value yet, or if a person mistyped it. */
  Optional<SecretVersion> readable(String versionId) {
    return unlessMalformed(() -> versions.byId(arn, versionId, timeout()));
  }

  /** The version in force; empty also if a person mistyped it. */
  Optional<SecretVersion> current() {
    return unlessMalformed(() -> labelled(SecretVersions.CURRENT));
  }

  /** The value before the one in force; empty also if a person mistyped it. */
  Optional<TokenSecret> previous() {
    return unlessMalformed(() -> labelled(SecretVersions.PREVIOUS)).map(SecretVersion::value);
  }

  /**
   * The values of all versions that carry a label. One that has none yet, or that somebody
   * mistyped, holds no token.
   */
  List<SecretVersion> labelledValues(Look look) {
    List<SecretVersion> values = new ArrayList<>();
    for (String versionId : look.labels().byVersion().keySet().stream().sorted().toList()) {
      readable(versionId).ifPresent(values::add);
    }
    return values;
  }

  private static Optional<SecretVersion> unlessMalformed(
      Supplier<Optional<SecretVersion>> reading) {
    try {
      return reading.get();
    } catch (SecretUnavailableException e) {
      if (e.isMalformed()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  boolean put(
      String versionId, TokenSecret value, Set<String> labels, Optional<Token> rotationToken) {
    return writer.put(arn, versionId, value, labels, rotationToken, timeout());
  }

  boolean move(String label, Optional<String> from, Optional<String> to) {
    return writer.move(arn, label, from, to, timeout());
  }

  /**
   * Makes sure that a version carries a label that no other version ever carries.
   *
   * @param look that may show it already
   */
  void ensure(String label, String versionId, Look look) {
    if (!look.labels().of(versionId).contains(label)) {
      move(label, Optional.empty(), Optional.of(versionId));
    }
  }

  /**
   * Time that a step needs to end well.
   *
   * @throws RotationException if less is left
   */
  void requireTime(Duration needed, String why) {
    if (left().compareTo(needed) < 0) {
      throw RotationException.failed(
          "the invocation has " + left() + " left and needs " + needed + ": " + why);
    }
  }

  void requireTimeToWrite() {
    requireTime(LEAST_FOR_A_WRITE, "no write is begun that might outlive the invocation");
  }

  void sleep(Duration duration) {
    pause.sleep(duration);
  }

  Instant now() {
    return clock.instant();
  }

  private Duration left() {
    return Duration.between(clock.instant(), deadline);
  }

  private Duration timeout() {
    return left().compareTo(LONGEST_CALL) < 0 ? left() : LONGEST_CALL;
  }
}
