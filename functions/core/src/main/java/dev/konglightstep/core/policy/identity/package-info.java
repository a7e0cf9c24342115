/** From what a request claims about its caller to whom the directory of principals has for it. */
@NullMarked
package dev.konglightstep.core.policy.identity;

import org.jspecify.annotations.NullMarked;
