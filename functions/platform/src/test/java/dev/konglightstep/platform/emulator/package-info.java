/** Emulators of AWS that are not ours, for the tests of every module. */
@NullMarked
package dev.konglightstep.platform.emulator;

import org.jspecify.annotations.NullMarked;
