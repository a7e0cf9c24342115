/** Values that cannot be printed, and the secrets that hold them. */
@NullMarked
package dev.konglightstep.core.secret;

import org.jspecify.annotations.NullMarked;
