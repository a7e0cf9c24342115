/** AWS as one address, as emulators have. */
@NullMarked
package dev.konglightstep.standins.aws;

import org.jspecify.annotations.NullMarked;
