package dev.konglightstep.rotation.issuer;

import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.RotationException;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.rotation.probe.Finding;
import dev.konglightstep.rotation.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Takes the next token that people put into the pool secret, the first one that its acceptor
 * accepts. Nothing is written down when one is taken: what a labelled version or its history names
 * is not available any more.
 */
public final class PoolIssuer implements Issuer {
  /** A new token may be refused that long (Lightstep docs, "Create and manage access tokens"). */
  private static final Duration YOUNG = Duration.ofMinutes(5);

  private static final int LOW = 2;

  private final Pool pool;
  private final Probe probe;
  private final Audit audit;
  private final InstantSource clock;

  public PoolIssuer(Pool pool, Probe probe, Audit audit, InstantSource clock) {
    this.pool = pool;
    this.probe = probe;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public String name() {
    return TokenSecret.POOL;
  }

  @Override
  public Set<String> labels(String versionId) {
    return Set.of();
  }

  @Override
  public Issued issue(Request request) {
    PoolSecret tokens = pool.read();
    request.current().ifPresent(current -> requireSameProject(tokens, current));
    List<PoolSecret.Entry> available = tokens.available(request.labelled());
    if (available.size() - 1 < LOW) {
      audit.record(
          AuditEvent.of(AuditEvent.Type.PoolLow, request.secret(), request.versionId(), "low")
              .saying(available.size() + " tokens were left; " + HOW_TO_FILL));
    }
    for (PoolSecret.Entry entry : youngLast(available)) {
      if (isAccepted(entry, request)) {
        return new Issued(entry.name(), entry.token(), tokens.project(), tokens.names());
      }
    }
    throw RotationException.failed(
        (available.isEmpty()
                ? "the pool holds no token that was not used yet; "
                : "the backend refuses every token that is left in the pool; ")
            + HOW_TO_FILL);
  }

  private static final String HOW_TO_FILL =
      "make access tokens in the backend (Settings, Access tokens) and add each with"
          + " \"kong-lightstep pool add\"";

  private boolean isAccepted(PoolSecret.Entry entry, Request request) {
    return switch (probe.once(entry.token())) {
      case Finding.Accepted accepted -> true;
      case Finding.Refused refused -> {
        audit.record(
            AuditEvent.of(
                    AuditEvent.Type.PoolTokenRefused,
                    request.secret(),
                    request.versionId(),
                    "skipped " + entry.name())
                .saying("the backend refuses pool token " + entry.name()));
        yield false;
      }
      case Finding.Unclear(String why) -> throw inconclusive(entry, request, why);
      case Finding.Indiscriminate indiscriminate ->
          throw inconclusive(
              entry,
              request,
              "a random token is accepted too; PROBE=unverified goes on all the same");
    };
  }

  private RotationException inconclusive(PoolSecret.Entry entry, Request request, String why) {
    audit.record(
        AuditEvent.of(
                AuditEvent.Type.ProbeInconclusive,
                request.secret(),
                request.versionId(),
                "pool token " + entry.name())
            .saying(why));
    return RotationException.failed(
        "nobody can say whether pool token " + entry.name() + " is good: " + why);
  }

  private List<PoolSecret.Entry> youngLast(List<PoolSecret.Entry> available) {
    Instant youngFrom = clock.instant().minus(YOUNG);
    return available.stream()
        .sorted(
            Comparator.comparing(
                entry -> entry.addedAt().filter(added -> added.isAfter(youngFrom)).isPresent()))
        .toList();
  }

  private static void requireSameProject(PoolSecret tokens, TokenSecret current) {
    if (!current.project().isEmpty() && !tokens.project().equals(current.project())) {
      throw RotationException.failed(
          "the pool secret's project is \""
              + tokens.project()
              + "\", the current token's is \""
              + current.project()
              + "\"; a rotation never changes the project");
    }
  }
}
