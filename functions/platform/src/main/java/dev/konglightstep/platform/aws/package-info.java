/** AWS services behind the domain's ports. */
@NullMarked
package dev.konglightstep.platform.aws;

import org.jspecify.annotations.NullMarked;
