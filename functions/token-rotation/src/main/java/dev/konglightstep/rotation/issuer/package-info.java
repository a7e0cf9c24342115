/** Who makes the next value of a rotating secret. */
@NullMarked
package dev.konglightstep.rotation.issuer;

import org.jspecify.annotations.NullMarked;
