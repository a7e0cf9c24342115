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
 *
 * <table>
 *   <caption>What the lines tell</caption>
 *   <tr><th>line<th>key<th>fields
 *   <tr><td>user, role<td>{@link Keys#principal}<td>type ({@code user}, {@code role}), id, name,
 *     arn with its path, account, partition, and tag.<i>key</i> for each tag; keys ({@code due}) of
 *     a user whose access keys could not be listed yet, or not since they changed
 *   <tr><td>root<td>{@link dev.konglightstep.core.principal.AccountRoot#key}<td>type
 *     ({@code root}), id (the account's), arn, account, partition
 *   <tr><td>account<td>{@link dev.konglightstep.core.principal.Account#key}<td>name, and alias if
 *     it has one; the name is the alias, else the account's id
 *   <tr><td>person<td>{@link Keys#person}<td>type ({@code person}), id, name (the user name), email
 *     (the primary one), full_name, store, and group for each group's display name
 *   <tr><td>part<td>{@code !part:} and {@link Reading#part}<td>failed, with the reason, if it could
 *     not be read; {@code from} is when it was read last, 0 if it never was
 * </table>
 *
 * To a user or a role lead its unique id, its name without the path and in lower case, and each of
 * a user's access keys, inactive ones too, from when the key was made; to a person its id, name,
 * e-mail addresses, and the external ids that a provider gave it, as OpenID Connect subjects. Users
 * and roles hold from when they were made; of people the identity store does not say when that was.
 */
@NullMarked
package dev.konglightstep.core.principal.directory;

import org.jspecify.annotations.NullMarked;
