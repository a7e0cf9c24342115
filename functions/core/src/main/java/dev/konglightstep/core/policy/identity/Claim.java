package dev.konglightstep.core.policy.identity;

/** What Kong puts on a root span to say who called; infra/kong has the snippet that does it. */
public enum Claim {
  /** What the operator of Kong wrote beside a consumer: any identifier of AWS, or a person's. */
  CUSTOM_ID("kong.auth.consumer.custom_id"),
  /** A consumer's name, for who names consumers like principals or people. */
  CONSUMER_NAME("kong.auth.consumer.name"),
  /** What VPC Lattice says, if the request came through it. */
  LATTICE("aws.lattice.identity"),
  /** What a load balancer says, if the request came through it. */
  ALB("aws.alb.oidc.subject"),
  /** What a request is signed with, or pretends to be: Kong does not verify it. */
  SIGV4("aws.sigv4.access_key_id"),
  /** A consumer's id in Kong, which no directory has: it tells that there is a consumer. */
  CONSUMER_ID("kong.auth.consumer.id");

  private final String attribute;

  Claim(String attribute) {
    this.attribute = attribute;
  }

  /** The key of the span's attribute. */
  public String attribute() {
    return attribute;
  }

  /** Whether it is about a consumer of Kong. */
  boolean isOfConsumer() {
    return this == CUSTOM_ID || this == CONSUMER_NAME || this == CONSUMER_ID;
  }
}
