package dev.konglightstep.standins.sqs;

/** How many messages a queue has; exact here, approximate in AWS. */
public record QueueCounts(int visible, int inFlight, int delayed) {

  public int all() {
    return visible + inFlight + delayed;
  }
}
