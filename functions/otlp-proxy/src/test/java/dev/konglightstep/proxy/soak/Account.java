package dev.konglightstep.proxy.soak;

/**
 * The balance, in spans.
 *
 * @param acknowledged Kong had a 200 for them
 * @param forwarded the backend has them
 * @param sampledOut acknowledged, and nowhere because the policy says so
 * @param rejected only told of as rejected in a partial success
 * @param quarantined only in quarantine
 * @param spilled went through the spill and were sent from there
 * @param duplicates arrivals beyond a span's first
 * @param lost acknowledged, and nowhere
 * @param neverAcknowledged neither, for Kong gave them up
 */
record Account(
    long sent,
    long acknowledged,
    long forwarded,
    long sampledOut,
    long rejected,
    long quarantined,
    long spilled,
    long duplicates,
    long lost,
    long neverAcknowledged) {
  boolean balances() {
    return sent == forwarded + sampledOut + rejected + quarantined + lost + neverAcknowledged;
  }

  /** The line that others read. */
  String line() {
    return "soak: sent="
        + sent
        + " acknowledged="
        + acknowledged
        + " forwarded="
        + forwarded
        + " sampled_out="
        + sampledOut
        + " rejected="
        + rejected
        + " quarantined="
        + quarantined
        + " spilled="
        + spilled
        + " duplicates="
        + duplicates
        + " lost="
        + lost;
  }
}
