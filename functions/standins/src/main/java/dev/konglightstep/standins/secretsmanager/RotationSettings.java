package dev.konglightstep.standins.secretsmanager;

/**
 * What AWS does not document or does one way or the other.
 *
 * @param retries how often a rotation that failed is begun again
 */
public record RotationSettings(int retries, PendingAtEnd pendingAtEnd) {}
