/**
 * OTLP as bytes: a request is validated, counted and rewritten in place, never turned into objects.
 */
@NullMarked
package dev.konglightstep.core.otlp;

import org.jspecify.annotations.NullMarked;
