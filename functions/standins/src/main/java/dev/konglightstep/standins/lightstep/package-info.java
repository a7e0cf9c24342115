/** Lightstep's ingest, as far as its documents tell. */
@NullMarked
package dev.konglightstep.standins.lightstep;

import org.jspecify.annotations.NullMarked;
