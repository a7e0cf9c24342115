/** Whether a credential is good: shown to whom it is for, and never believed at once. */
@NullMarked
package dev.konglightstep.rotation.probe;

import org.jspecify.annotations.NullMarked;
