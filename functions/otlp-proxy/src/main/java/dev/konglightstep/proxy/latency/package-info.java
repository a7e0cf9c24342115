/** Counts requests, whether or not their traces are kept, and hands the figures on. */
@NullMarked
package dev.konglightstep.proxy.latency;

import org.jspecify.annotations.NullMarked;
