package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * A request that was written with edits.
 *
 * @param added where in it stands what was added to items
 */
public record Written(Bytes bytes, Ranges added) {}
