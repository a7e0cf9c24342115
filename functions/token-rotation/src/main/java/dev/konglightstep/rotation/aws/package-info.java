/** AWS services behind the rotation's ports. */
@NullMarked
package dev.konglightstep.rotation.aws;

import org.jspecify.annotations.NullMarked;
