/** What a policy says: which traces are kept, what is taken out of them, what is counted. */
@NullMarked
package dev.konglightstep.core.policy;

import org.jspecify.annotations.NullMarked;
