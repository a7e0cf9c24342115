/** What an auditor is told. */
@NullMarked
package dev.konglightstep.rotation.audit;

import org.jspecify.annotations.NullMarked;
