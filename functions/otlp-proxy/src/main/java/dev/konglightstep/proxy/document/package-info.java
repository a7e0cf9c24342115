/** Documents that others write and the proxy reads again and again. */
@NullMarked
package dev.konglightstep.proxy.document;

import org.jspecify.annotations.NullMarked;
