/** The proxy between Kong and its tracing backend. */
@NullMarked
package dev.konglightstep.proxy;

import org.jspecify.annotations.NullMarked;
