/** Sampling in Kong itself, at its routes: what a policy's rules leave to it. */
@NullMarked
package dev.konglightstep.rotation.sampling;

import org.jspecify.annotations.NullMarked;
