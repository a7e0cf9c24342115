package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.DirectoryText;
import dev.konglightstep.principalmap.Findings.Draft;
import dev.konglightstep.principalmap.Report.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the directory of principals up to date: reads what is, renews the last directory by it, and
 * writes the next one if that says anything else. Events are only a reason to do so earlier.
 */
final class PrincipalMap {
  /** IAM shows a change after a while, the SDK's guides say; so much later it does. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  /** What is left for the last directory's write after everything was read, if there is as much. */
  private static final Duration WRITING = Duration.ofSeconds(30);

  private final Survey survey;
  private final Snapshots snapshots;
  private final Duration maxAge;
  private final Teller teller;
  private final InstantSource clock;

  /** When the last run began that read everything, in this environment. */
  private Instant readSince = Instant.MIN;

  PrincipalMap(
      Survey survey, SnapshotStore store, Duration maxAge, Teller teller, InstantSource clock) {
    this.survey = survey;
    this.snapshots = new Snapshots(store);
    this.maxAge = maxAge;
    this.teller = teller;
    this.clock = clock;
  }

  /**
   * One run.
   *
   * @return the report, JSON
   * @throws UnreadableException if nothing could be read or written; the directory stays
   */
  synchronized String handle(MapEvent event, Instant deadline) {
    Instant now = clock.instant();
    Last last = snapshots.last(deadline);
    if (event instanceof MapEvent.Changed(Changes changes) && isCovered(changes, last)) {
      return teller.tell(stays(Outcome.CURRENT, new Findings(), 0, last, now));
    }
    Changes changes = event instanceof MapEvent.Changed(Changes told) ? told : Changes.NONE;
    Findings findings = survey.read(last.directory(), changes, now, readingUntil(now, deadline));
    if (findings.isEmpty()) {
      teller.tell(stays(Outcome.FAILED, findings, 0, last, now));
      throw UnreadableException.passing("nothing could be read: " + findings.failed());
    }
    String answer = teller.tell(publish(findings, last, now, deadline));
    if (findings.failed().isEmpty()) {
      readSince = now;
    }
    return answer;
  }

  /** Access keys are not all listed in each run, so an event that tells of some needs its own. */
  private boolean isCovered(Changes changes, Last last) {
    Instant read = readSince.isAfter(last.readSince()) ? readSince : last.readSince();
    return changes.users().isEmpty()
        && changes.newest().isBefore(Instant.MAX)
        && read.isAfter(changes.newest().plus(SETTLED));
  }

  private static Instant readingUntil(Instant now, Instant deadline) {
    Duration left = Duration.between(now, deadline);
    Duration quarter = left.dividedBy(4);
    return deadline.minus(quarter.compareTo(WRITING) < 0 ? quarter : WRITING);
  }

  /** Somebody else may write in between; then once more on top of theirs. */
  private Report publish(Findings findings, Last last, Instant now, Instant deadline) {
    Optional<Report> report = tryToPublish(findings, last, now, deadline);
    if (report.isPresent()) {
      return report.get();
    }
    Last theirs = snapshots.last(deadline);
    if (theirs.wasReadSince(now)) {
      return stays(Outcome.SUPERSEDED, findings, 0, theirs, now);
    }
    return tryToPublish(findings, theirs, now, deadline)
        .orElseThrow(
            () -> UnreadableException.passing("somebody else writes the directory all the time"));
  }

  private Optional<Report> tryToPublish(
      Findings findings, Last last, Instant now, Instant deadline) {
    Draft draft = findings.after(last.directory(), now);
    boolean changed = last.differsFrom(draft.rows());
    boolean old = last.age(now).map(age -> age.compareTo(maxAge.dividedBy(2)) > 0).orElse(true);
    if (!changed && !old) {
      return Optional.of(stays(Outcome.UNCHANGED, findings, draft.skipped(), last, now));
    }
    boolean written =
        snapshots.write(DirectoryText.of(draft.rows(), now.getEpochSecond()), last, deadline);
    return written
        ? Optional.of(
            new Report(
                changed ? Outcome.WRITTEN : Outcome.RENEWED,
                draft.rows().size(),
                findings.failed(),
                draft.skipped(),
                findings.listed(),
                findings.left(),
                Optional.of(Duration.ZERO),
                last.corrupt()))
        : Optional.empty();
  }

  private static Report stays(
      Outcome outcome, Findings findings, int skipped, Last last, Instant now) {
    return new Report(
        outcome,
        last.directory().map(Directory::size).orElse(0),
        new TreeMap<>(findings.failed()),
        skipped,
        findings.listed(),
        findings.left(),
        last.age(now),
        last.corrupt());
  }
}
