package dev.konglightstep.platform.aws;

import java.util.stream.Stream;

/**
 * A rule that S3 keeps. The source is the AWS API reference under the call's name where no other is
 * given.
 */
sealed interface S3Rule permits S3BucketRule, S3ObjectRule {
  static Stream<S3Rule> all() {
    return Stream.concat(Stream.of(S3ObjectRule.values()), Stream.of(S3BucketRule.values()));
  }

  String name();

  /** What is seen on AWS. */
  String aws();

  /** What is seen here, on a bucket of its own. */
  String seen(ScratchBucket bucket);
}
