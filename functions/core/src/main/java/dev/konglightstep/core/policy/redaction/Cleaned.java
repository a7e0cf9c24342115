package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.util.Map;

/**
 * A request without what must not leave.
 *
 * @param masked how often each rule took something out, by its name; rules that took out nothing
 *     are not there
 */
public record Cleaned(Bytes bytes, Map<String, Integer> masked) {}
