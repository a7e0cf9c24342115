/** The operator's commands on the real thing; no stand-in is ever loaded for them. */
@NullMarked
package dev.konglightstep.cli.operator;

import org.jspecify.annotations.NullMarked;
