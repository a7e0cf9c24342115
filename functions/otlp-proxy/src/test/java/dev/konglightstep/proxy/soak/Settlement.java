package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.SpillAccess;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import dev.konglightstep.standins.kong.KongQueue;
import dev.konglightstep.standins.s3.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Accounts for a run when it is over. */
final class Settlement {
  private final Ledger ledger;
  private final Traffic traffic;
  private final Rest rest;
  private final CanaryWatch printed;
  private final List<String> violations = new ArrayList<>();

  Settlement(Ledger ledger, Traffic traffic, Rest rest, CanaryWatch printed) {
    this.ledger = ledger;
    this.traffic = traffic;
    this.rest = rest;
    this.printed = printed;
  }

  /**
   * What came of it.
   *
   * @param age of the run, in virtual time
   * @param draining of that, from the calm on
   */
  Outcome settle(Tally tally, Duration age, Duration draining) {
    rest.objects(Keys.QUARANTINE).forEach(this::quarantined);
    Account account = ledger.settle();
    judge(account);
    String end =
        "virtual_seconds="
            + age.toSeconds()
            + " draining_seconds="
            + draining.toSeconds()
            + " by="
            + ledger.arrivals()
            + " never_acknowledged="
            + account.neverAcknowledged()
            + " kong_dropped="
            + traffic.sum(KongQueue::dropped)
            + " kong_given_up="
            + traffic.sum(KongQueue::givenUp)
            + " kong_retries="
            + traffic.sum(KongQueue::retries)
            + " "
            + rest.text()
            + " log_lines="
            + printed.lines()
            + " digest="
            + tally.digest();
    return new Outcome(account, ledger.duplicates(), tally, end, violations, tally.digest());
  }

  private void quarantined(StoredObject object) {
    try {
      Quarantined kept = SpillAccess.quarantined(object.body());
      switch (kept.reason()) {
        case PARTIAL -> {}
        case REFUSED -> refused(kept.body(), kept.source().equals("SpillDrain"));
        case NOT_OTLP, UNREADABLE ->
            violations.add("in quarantine as " + kept.reason().text() + ": " + kept.why());
      }
    } catch (UnreadableMessageException e) {
      violations.add("in quarantine and not to be read: " + object.key());
    }
  }

  private void refused(Bytes request, boolean byDrain) {
    Backend.spans(request).forEach(span -> ledger.quarantined(span, byDrain));
  }

  private void judge(Account account) {
    violations.addAll(ledger.complaints());
    require(account.lost() == 0, account.lost() + " spans are lost, first " + ledger.lost());
    require(account.balances(), "the account does not balance: " + account);
    require(traffic.isDone(), "Kong's queues are not empty");
    require(rest.isEmpty(), "the spill is not empty: " + rest.text());
    require(!printed.seen(), "a secret was printed");
    // When the window slides, Kong forgets one more span for each that it drops.
    long forgotten = 2 * traffic.sum(KongQueue::dropped) + traffic.sum(KongQueue::givenUp);
    require(
        account.sent() - account.acknowledged() <= forgotten,
        "more is not acknowledged than Kong gave up");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
