/** Kong as a place that must hold a secret, over its Admin API. */
@NullMarked
package dev.konglightstep.rotation.kong;

import org.jspecify.annotations.NullMarked;
