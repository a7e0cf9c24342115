/** The directory of principals as the proxy has it. */
@NullMarked
package dev.konglightstep.proxy.principals;

import org.jspecify.annotations.NullMarked;
