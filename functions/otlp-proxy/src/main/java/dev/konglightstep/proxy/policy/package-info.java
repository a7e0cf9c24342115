/** Where the policy comes from, and which of its versions holds. */
@NullMarked
package dev.konglightstep.proxy.policy;

import org.jspecify.annotations.NullMarked;
