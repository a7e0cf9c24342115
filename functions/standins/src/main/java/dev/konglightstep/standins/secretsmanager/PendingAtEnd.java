package dev.konglightstep.standins.secretsmanager;

/**
 * Where AWSPENDING is once a rotation succeeded: both are said to happen (AWS API reference,
 * "RotateSecret").
 */
public enum PendingAtEnd {
  /** On the version that is AWSCURRENT now. */
  STAYS,
  /** On none. */
  REMOVED
}
