/** Kong as its receivers see it: recorded spans and the queue that sends them. */
@NullMarked
package dev.konglightstep.standins.kong;

import org.jspecify.annotations.NullMarked;
