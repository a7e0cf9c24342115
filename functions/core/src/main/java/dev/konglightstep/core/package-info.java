/** What every part of the domain stands on. */
@NullMarked
package dev.konglightstep.core;

import org.jspecify.annotations.NullMarked;
