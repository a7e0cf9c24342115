/**
 * The directory of principals: who held which identifier when. It is a text that is searched as it
 * is.
 *
 * <pre>
 *   directory := "kong-lightstep-principals 1" SP version SP written LF *line
 *   line      := key TAB from TAB to TAB ( "&gt;" key / field *( TAB field ) ) LF
 *   field     := name "=" value
 * </pre>
 *
 * Lines are in the order of their bytes and no two are equal. {@code version} is the beginning of
 * the SHA-256 of all lines but those of parts, so two directories that say the same have the same;
 * {@code written}, {@code from} and {@code to} are seconds since 1970, and {@code to} is {@code -}
 * while nothing has ended. A line holds from {@code from} on and before {@code to}. One with {@code
 * >} leads to the line of another key; the others tell of a principal. A byte below 32, 127 or
 * {@code %} stands as {@code %} and two hexadecimal digits, and so does {@code =} in a name.
 */
@NullMarked
package dev.konglightstep.core.principal.directory;

import org.jspecify.annotations.NullMarked;
