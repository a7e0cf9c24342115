/** IAM, STS, the identity store and S3 behind the ports of the principal map. */
@NullMarked
package dev.konglightstep.principalmap.aws;

import org.jspecify.annotations.NullMarked;
