/** JSON documents read into the domain's types, with the path of every mistake. */
@NullMarked
package dev.konglightstep.platform.json;

import org.jspecify.annotations.NullMarked;
