/** A loopback server for any model, with one layer of faults in front of it. */
@NullMarked
package dev.konglightstep.standins.http;

import org.jspecify.annotations.NullMarked;
