/** The one place where a client socket is opened. */
@NullMarked
package dev.konglightstep.platform.http;

import org.jspecify.annotations.NullMarked;
