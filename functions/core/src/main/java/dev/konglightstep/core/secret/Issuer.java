package dev.konglightstep.core.secret;

/** Who makes the values of a rotating secret. */
public enum Issuer {
  /** People, who put them into the pool secret. */
  POOL,
  /** We ourselves: 256 random bits. */
  GENERATED
}
