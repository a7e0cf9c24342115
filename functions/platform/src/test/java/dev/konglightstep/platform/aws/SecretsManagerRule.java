package dev.konglightstep.platform.aws;

import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What AWS does, rule by rule, and how to see it. The source is the AWS API reference under the
 * call's name where no other is given.
 */
enum SecretsManagerRule {
  /** GetSecretValue: without VersionStage or VersionId it is AWSCURRENT's. */
  GET_WITHOUT_A_STAGE_IS_CURRENT(
      "two",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        secret.move("AWSCURRENT", 1, 2);
        return secret.getCurrent();
      }),
  /** GetSecretValue: "the two parameters must refer to the same secret version". */
  GET_ID_AND_STAGE_THAT_DISAGREE(
      "InvalidRequestException",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        return secret.get(
            request -> request.versionId(ScratchSecret.v(1)).versionStage("AWSPENDING"));
      }),
  GET_UNKNOWN_VERSION(
      "ResourceNotFoundException, ResourceNotFoundException",
      secret -> {
        secret.create(1, "one");
        return secret.get(2) + ", " + secret.get(request -> request.versionStage("live"));
      }),
  /** "All errors have HTTP status code 400" ("Errors" of each call). */
  NOT_FOUND_HAS_STATUS_400(
      "400",
      secret ->
          String.valueOf(
              ScratchSecret.status(
                  () -> secret.client().describeSecret(r -> r.secretId(secret.name()))))),
  PUT_WITHOUT_STAGES_MOVES_CURRENT(
      "ok 1=AWSPREVIOUS 2=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        return secret.put(2, "two") + " " + secret.labels();
      }),
  /** The label algebra goes on after AWSCURRENT was moved by UpdateSecretVersionStage. */
  PUT_WITHOUT_STAGES_AFTER_A_MOVE(
      "ok 2=AWSPENDING+AWSPREVIOUS 3=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        secret.move("AWSCURRENT", 1, 2);
        return secret.put(3, "three") + " " + secret.labels();
      }),
  PUT_STAGE_THAT_SITS_ELSEWHERE_MOVES_IT(
      "ok 1=AWSCURRENT 2=live 3=AWSPENDING",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING", "live");
        return secret.put(3, "three", "AWSPENDING") + " " + secret.labels();
      }),
  PUT_REPEATED_DOES_NOTHING(
      "ok 1=AWSPREVIOUS 2=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two");
        return secret.put(1, "one") + " " + secret.labels();
      }),
  PUT_OTHER_VALUE_ON_A_PENDING_VERSION(
      "ResourceExistsException two",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        return secret.put(2, "other", "AWSPENDING") + " " + secret.get(2);
      }),
  PUT_OTHER_VALUE_ON_THE_CURRENT_VERSION(
      "ResourceExistsException one",
      secret -> {
        secret.create(1, "one");
        return secret.put(1, "other") + " " + secret.get(1);
      }),
  PUT_OF_THE_FIRST_VERSION_IS_CURRENT(
      "ok 1=AWSCURRENT+AWSPENDING",
      secret -> {
        secret.createEmpty();
        return secret.put(1, "one", "AWSPENDING") + " " + secret.labels();
      }),
  UPDATE_SECRET_MOVES_CURRENT(
      "ok 1=AWSPREVIOUS 2=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        return secret.update(2, "two") + " " + secret.labels();
      }),
  UPDATE_SECRET_NEVER_REPEATS(
      "ResourceExistsException 1=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        return secret.update(1, "one") + " " + secret.labels();
      }),
  CREATE_REPEATED_IS_THE_SAME_CALL_ONLY(
      "ok, ResourceExistsException",
      secret -> {
        secret.create(1, "one");
        return secret.create(1, "one") + ", " + secret.create(1, "other");
      }),
  MOVE_CURRENT_LEAVES_PREVIOUS(
      "ok 1=AWSPREVIOUS 2=AWSCURRENT+AWSPENDING",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        return secret.move("AWSCURRENT", 1, 2) + " " + secret.labels();
      }),
  MOVE_CURRENT_BACK_TO_PREVIOUS(
      "ok 1=AWSCURRENT 2=AWSPREVIOUS",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two");
        return secret.move("AWSCURRENT", 2, 1) + " " + secret.labels();
      }),
  MOVE_CURRENT_FROM_WHERE_IT_IS_NOT(
      "InvalidParameterException 1=AWSPREVIOUS 2=AWSCURRENT 3=AWSPENDING",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two");
        secret.put(3, "three", "AWSPENDING");
        return secret.move("AWSCURRENT", 1, 3) + " " + secret.labels();
      }),
  MOVE_CURRENT_WITHOUT_SAYING_FROM_WHERE(
      "InvalidParameterException 1=AWSCURRENT 2=AWSPENDING",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        return secret.add("AWSCURRENT", 2) + " " + secret.labels();
      }),
  MOVE_CURRENT_REPEATED(
      "InvalidParameterException 1=AWSPREVIOUS 2=AWSCURRENT+AWSPENDING",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        secret.move("AWSCURRENT", 1, 2);
        return secret.move("AWSCURRENT", 1, 2) + " " + secret.labels();
      }),
  /** An error changes nothing; which error it is, is documented for neither call. */
  MOVE_CURRENT_TO_AN_UNKNOWN_VERSION(
      "refused 1=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        return (secret.move("AWSCURRENT", 1, 9).equals(ScratchSecret.OK) ? "ok " : "refused ")
            + secret.labels();
      }),
  /** Terraform's AWS provider, secret_version.go: "It can't be completely removed". */
  REMOVE_CURRENT(
      "InvalidParameterException 1=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        return secret.remove("AWSCURRENT", 1) + " " + secret.labels();
      }),
  MOVE_CUSTOM_WITHOUT_SAYING_FROM_WHERE(
      "InvalidParameterException 1=AWSCURRENT+live 2=AWSPENDING",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        secret.add("live", 1);
        return secret.add("live", 2) + " " + secret.labels();
      }),
  REMOVE_CUSTOM_FROM_WHERE_IT_IS_NOT(
      "InvalidParameterException 1=AWSCURRENT+live 2=AWSPENDING",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two", "AWSPENDING");
        secret.add("live", 1);
        return secret.remove("live", 2) + " " + secret.labels();
      }),
  /** DescribeSecret: "every version ID that has a staging label attached". */
  DESCRIBE_LEAVES_OUT_THE_UNLABELLED(
      "2=AWSPREVIOUS 3=AWSCURRENT, one",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two");
        secret.put(3, "three");
        return secret.labels() + ", " + secret.get(1);
      }),
  LIST_LEAVES_OUT_THE_UNLABELLED(
      "2 3, 1 2 3",
      secret -> {
        secret.create(1, "one");
        secret.put(2, "two");
        secret.put(3, "three");
        return secret.listed(false) + ", " + secret.listed(true);
      }),
  /** AWS Secrets Manager quotas: 20 labels over all versions. */
  TWENTY_ONE_LABELS(
      "LimitExceededException",
      secret -> {
        secret.create(1, "one");
        IntStream.rangeClosed(2, 20).forEach(i -> secret.add("live-" + i, 1));
        return secret.add("live-21", 1);
      }),
  DELETED_IS_NOT_READ(
      "InvalidRequestException",
      secret -> {
        secret.create(1, "one");
        secret.delete();
        return secret.getCurrent();
      }),
  DELETED_IS_NOT_PUT(
      "InvalidRequestException",
      secret -> {
        secret.create(1, "one");
        secret.delete();
        return secret.put(2, "two", "AWSPENDING");
      }),
  DELETED_IS_NOT_RELABELLED(
      "InvalidRequestException",
      secret -> {
        secret.create(1, "one");
        secret.delete();
        return secret.add("live", 1);
      }),
  DELETED_IS_NOT_ROTATED(
      "InvalidRequestException",
      secret -> {
        secret.create(1, "one");
        secret.delete();
        return secret.rotate(2);
      }),
  ROTATE_WITHOUT_A_FUNCTION(
      "InvalidRequestException 1=AWSCURRENT",
      secret -> {
        secret.create(1, "one");
        return secret.rotate(2) + " " + secret.labels();
      });

  private final String aws;

  @SuppressWarnings("ImmutableEnumChecker") // the trials are written out above and keep nothing
  private final Function<ScratchSecret, String> trial;

  SecretsManagerRule(String aws, Function<ScratchSecret, String> trial) {
    this.aws = aws;
    this.trial = trial;
  }

  /** What is seen on AWS. */
  String aws() {
    return aws;
  }

  /** What is seen here, on a secret of its own. */
  String seen(ScratchSecret secret) {
    return trial.apply(secret);
  }
}
