/** One HTTP exchange as values, and the port through which it leaves. */
@NullMarked
package dev.konglightstep.core.http;

import org.jspecify.annotations.NullMarked;
