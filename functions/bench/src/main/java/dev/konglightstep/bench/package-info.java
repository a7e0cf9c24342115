/** Benchmarks: ours against a yardstick, in one run. */
@NullMarked
package dev.konglightstep.bench;

import org.jspecify.annotations.NullMarked;
