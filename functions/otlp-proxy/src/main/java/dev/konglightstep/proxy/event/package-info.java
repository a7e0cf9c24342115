/** HTTP requests as Lambda events write them. */
@NullMarked
package dev.konglightstep.proxy.event;

import org.jspecify.annotations.NullMarked;
