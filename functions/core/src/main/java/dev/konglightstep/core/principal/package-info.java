/**
 * Who calls: the identifiers that AWS has for principals, read from text that anybody may have
 * written.
 */
@NullMarked
package dev.konglightstep.core.principal;

import org.jspecify.annotations.NullMarked;
