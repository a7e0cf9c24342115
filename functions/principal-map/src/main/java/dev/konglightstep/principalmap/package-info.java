/**
 * Builds the directory of principals out of IAM, of one account or several, and of IAM Identity
 * Center's identity store. {@link dev.konglightstep.core.principal.directory} describes it.
 */
@NullMarked
package dev.konglightstep.principalmap;

import org.jspecify.annotations.NullMarked;
