/** The composition root: what a person starts. */
@NullMarked
package dev.konglightstep.cli;

import org.jspecify.annotations.NullMarked;
