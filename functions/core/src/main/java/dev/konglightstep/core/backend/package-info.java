/** What a tracing backend is: its addresses, its header, and how its answers read. */
@NullMarked
package dev.konglightstep.core.backend;

import org.jspecify.annotations.NullMarked;
