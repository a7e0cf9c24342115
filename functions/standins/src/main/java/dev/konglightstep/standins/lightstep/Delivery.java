package dev.konglightstep.standins.lightstep;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;

/**
 * A batch that the backend accepted.
 *
 * @param token that it was accepted under; tokens here are made up, so the text form may show them
 * @param sent the body as it came, compressed or not
 * @param body the Export request
 */
public record Delivery(String path, String token, Headers headers, Bytes sent, Bytes body) {}
