package dev.konglightstep.standins.kong;

import dev.konglightstep.core.Bytes;

/**
 * What all spans of a Kong node share: the fields around the spans in ScopeSpans and around those
 * in ResourceSpans. Kong sends exactly one of each.
 */
record Envelope(Bytes beforeScope, Bytes afterScope, Bytes beforeSpans, Bytes afterSpans) {}
