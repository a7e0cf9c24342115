package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.otlp.KeyMatcher;

/**
 * Who speaks for a root.
 *
 * @param removed which of the root's attributes are taken out for it
 */
record Caller(Principal principal, KeyMatcher removed) {}
