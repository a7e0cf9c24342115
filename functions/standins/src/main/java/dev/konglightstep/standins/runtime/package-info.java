/** AWS Lambda as a function's runtime sees it: the Runtime API. */
@NullMarked
package dev.konglightstep.standins.runtime;

import org.jspecify.annotations.NullMarked;
