/** The spill and the quarantine on Amazon SQS and Amazon S3. */
@NullMarked
package dev.konglightstep.proxy.aws;

import org.jspecify.annotations.NullMarked;
