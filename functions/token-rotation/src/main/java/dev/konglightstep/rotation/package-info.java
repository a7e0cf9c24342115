/** The rotation of a secret under its users: four steps, and the places that must hold it. */
@NullMarked
package dev.konglightstep.rotation;

import org.jspecify.annotations.NullMarked;
