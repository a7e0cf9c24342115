/** Which traces are kept. */
@NullMarked
package dev.konglightstep.core.policy.sampling;

import org.jspecify.annotations.NullMarked;
