package dev.konglightstep.platform.aws;

import java.util.stream.Stream;

/**
 * A rule that SQS keeps. The source is the AWS API reference under the call's name where no other
 * is given; "recorded" are answers of AWS that LocalStack's tests keep
 * (tests/aws/services/sqs/*.snapshot.json).
 */
sealed interface SqsRule permits SqsMessageRule, SqsQueueRule {
  static Stream<SqsRule> all() {
    return Stream.concat(Stream.of(SqsMessageRule.values()), Stream.of(SqsQueueRule.values()));
  }

  String name();

  /** What is seen on AWS. */
  String aws();

  /** What is seen here, on a queue of its own. */
  String seen(ScratchQueue queue);
}
