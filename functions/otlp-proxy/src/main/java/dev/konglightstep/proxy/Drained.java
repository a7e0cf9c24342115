package dev.konglightstep.proxy;

import java.util.Optional;
import java.util.Set;

/**
 * What came of some stored batches.
 *
 * @param done the ids of those that the backend or the quarantine has
 * @param failure why the backend did not take the others; empty if it was not that
 */
record Drained(Set<String> done, Optional<Failure> failure) {}
