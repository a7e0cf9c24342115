/** What the functions say about themselves. */
@NullMarked
package dev.konglightstep.platform.telemetry;

import org.jspecify.annotations.NullMarked;
