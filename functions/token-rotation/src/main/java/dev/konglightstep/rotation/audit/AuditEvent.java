package dev.konglightstep.rotation.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that an auditor wants to know; infra/schema/audit-event.json describes its JSON. The
 * same happening has the same {@link #id}, however often it is told.
 *
 * @param secret the ARN
 * @param version the version that this is about
 * @param previousVersion the one before it, where there is one
 * @param targets by name
 * @param outcome in one word
 * @param verifiedBy how the outcome was made sure of; empty if it was not
 * @param detail for a person; never a credential
 * @param correlation the ClientRequestToken of the rotation
 */
public record AuditEvent(
    Type type,
    String secret,
    String version,
    Optional<String> previousVersion,
    List<String> targets,
    String outcome,
    String verifiedBy,
    String detail,
    String correlation) {

  public AuditEvent {
    targets = List.copyOf(targets);
  }

  /** About a version and nothing more yet. */
  public static AuditEvent of(Type type, String secret, String version, String outcome) {
    return new AuditEvent(
        type, secret, version, Optional.empty(), List.of(), outcome, "", "", version);
  }

  public AuditEvent after(String previous) {
    return new AuditEvent(
        type,
        secret,
        version,
        Optional.of(previous),
        targets,
        outcome,
        verifiedBy,
        detail,
        correlation);
  }

  public AuditEvent at(List<String> names) {
    return new AuditEvent(
        type, secret, version, previousVersion, names, outcome, verifiedBy, detail, correlation);
  }

  public AuditEvent verifiedBy(String how) {
    return new AuditEvent(
        type, secret, version, previousVersion, targets, outcome, how, detail, correlation);
  }

  public AuditEvent saying(String text) {
    return new AuditEvent(
        type, secret, version, previousVersion, targets, outcome, verifiedBy, text, correlation);
  }

  /** Tells this happening from every other one; told twice, it is the same. */
  public String id() {
    String what = String.join("|", type.name(), secret, version, targets.toString(), outcome);
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What happened; the names are EventBridge's detail-type too. */
  public enum Type {
    /** A step of a rotation ended. */
    RotationStep,
    /** A target holds the value now. */
    TargetUpdated,
    /** A target could not be brought to the value. */
    TargetFailed,
    /** Nobody could say whether a token is good. */
    ProbeInconclusive,
    /** A token of the pool is not accepted; it was skipped. */
    PoolTokenRefused,
    /** Few tokens are left in the pool. */
    PoolLow,
    /** A version became current. */
    TokenRotated,
    /** The token in force is refused, while the new one is accepted. */
    CurrentTokenRefused,
    /** The targets were brought back to the current token. */
    RotationRolledBack,
    /** Somebody else decides about the secret now. */
    RotationSuperseded,
    /** A rotation does not end by itself; a person must look. */
    RotationStuck,
    /** A target holds another value than it should. */
    DriftFound,
    /** A target was brought back to the value that it should hold. */
    DriftRepaired,
    /** Nobody needs this token any more. */
    TokenReadyToDeactivate
  }
}
