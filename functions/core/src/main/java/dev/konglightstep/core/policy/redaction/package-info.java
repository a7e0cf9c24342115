/** What is taken out of what is kept. */
@NullMarked
package dev.konglightstep.core.policy.redaction;

import org.jspecify.annotations.NullMarked;
