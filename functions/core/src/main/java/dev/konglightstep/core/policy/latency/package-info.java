/** Figures of all requests, of those too whose traces are not kept. */
@NullMarked
package dev.konglightstep.core.policy.latency;

import org.jspecify.annotations.NullMarked;
