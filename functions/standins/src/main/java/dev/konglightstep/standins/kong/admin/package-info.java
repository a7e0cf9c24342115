/** Kong's Admin API: plugins in a database, and the nodes that follow it. */
@NullMarked
package dev.konglightstep.standins.kong.admin;

import org.jspecify.annotations.NullMarked;
