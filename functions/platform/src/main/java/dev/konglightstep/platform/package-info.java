/** What every function stands on. */
@NullMarked
package dev.konglightstep.platform;

import org.jspecify.annotations.NullMarked;
