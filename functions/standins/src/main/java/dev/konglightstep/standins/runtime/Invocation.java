package dev.konglightstep.standins.runtime;

import dev.konglightstep.core.Bytes;
import java.time.Instant;

/**
 * One event on its way to a function.
 *
 * @param deadline when Lambda gives the function up
 */
public record Invocation(String requestId, Bytes event, Instant deadline) {}
