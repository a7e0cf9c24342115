package dev.konglightstep.core.policy.identity;

/**
 * A way to Kong that tells who calls. Its word counts only if there is no other way: from anywhere
 * else a client writes the same header itself.
 */
public enum Ingress {
  /** An Application Load Balancer that authenticates users. */
  ALB(Claim.ALB),
  /** VPC Lattice. */
  LATTICE(Claim.LATTICE);

  private final Claim claim;

  Ingress(Claim claim) {
    this.claim = claim;
  }

  Claim claim() {
    return claim;
  }
}
