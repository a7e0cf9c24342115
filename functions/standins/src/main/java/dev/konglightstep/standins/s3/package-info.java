/** A model of S3's buckets behind the part of its REST API that we use. */
@NullMarked
package dev.konglightstep.standins.s3;

import org.jspecify.annotations.NullMarked;
