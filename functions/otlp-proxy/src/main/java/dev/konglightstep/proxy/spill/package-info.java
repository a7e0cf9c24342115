/** Where batches wait that the backend did not take, and where those are kept that nobody will. */
@NullMarked
package dev.konglightstep.proxy.spill;

import org.jspecify.annotations.NullMarked;
