/** Every way in which a rotation can be cut off, overlapped or talked into, tried one by one. */
@NullMarked
package dev.konglightstep.rotation.explore;

import org.jspecify.annotations.NullMarked;
