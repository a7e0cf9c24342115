/** Three and more proxies, several Kongs and a drain under faults that strike at random. */
@NullMarked
package dev.konglightstep.proxy.soak;

import org.jspecify.annotations.NullMarked;
