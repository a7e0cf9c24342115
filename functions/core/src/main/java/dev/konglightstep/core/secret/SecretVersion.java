package dev.konglightstep.core.secret;

/**
 * One version of a secret.
 *
 * @param id the version id of Secrets Manager, a ClientRequestToken
 */
public record SecretVersion(String id, TokenSecret value) {}
