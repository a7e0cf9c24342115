package dev.konglightstep.principalmap.aws;

import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.principalmap.Accounts;
import dev.konglightstep.principalmap.Iam;
import dev.konglightstep.principalmap.IamAccount;
import dev.konglightstep.principalmap.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Accounts by way of STS, at the endpoint of this function's region: the global one is only in the
 * partition {@code aws}.
 */
public final class AwsAccounts implements Accounts {
  /** As CloudTrail shows it in the accounts that are read. */
  private static final String SESSION = "kong-lightstep-principal-map";

  /** The least that STS gives, and the most that a run takes. */
  private static final Duration LIFE = Duration.ofMinutes(15);

  private static final String WHOAMI = "GetCallerIdentity";
  private static final String ASSUME = "AssumeRole";

  private final AwsSettings settings;
  private final Calls calls;
  private final StsClient sts;

  public AwsAccounts(AwsSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
    this.sts = AwsClients.create(StsClient.builder(), settings);
  }

  @Override
  public IamAccount own(Instant deadline) {
    GetCallerIdentityResponse caller =
        calls.make(
            WHOAMI,
            deadline,
            time ->
                sts.getCallerIdentity(
                    GetCallerIdentityRequest.builder()
                        .overrideConfiguration(override -> override.apiCallTimeout(time))
                        .build()));
    String arn = Answers.required(caller.arn(), WHOAMI, "Arn");
    Optional<Partition> partition =
        List.of(arn.split(":", -1)).stream().skip(1).findFirst().flatMap(Partition::of);
    return IamAccount.own(
        Answers.required(partition.orElse(null), WHOAMI, "a known partition"),
        Answers.required(caller.account(), WHOAMI, "Account"));
  }

  @Override
  public Iam open(IamAccount account, Instant deadline) {
    AwsSettings rights = account.reader().map(reader -> assumed(reader, deadline)).orElse(settings);
    return new AwsIam(AwsClients.create(IamClient.builder(), rights), calls);
  }

  private AwsSettings assumed(IamRole reader, Instant deadline) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder()
            .roleArn(reader.text())
            .roleSessionName(SESSION)
            .durationSeconds(Math.toIntExact(LIFE.toSeconds()));
    Credentials credentials =
        Answers.required(
            calls
                .make(
                    ASSUME,
                    deadline,
                    time ->
                        sts.assumeRole(
                            request
                                .overrideConfiguration(override -> override.apiCallTimeout(time))
                                .build()))
                .credentials(),
            ASSUME,
            "Credentials");
    try {
      return new AwsSettings(
          settings.endpoint(),
          settings.region(),
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create(
                  credentials.accessKeyId(),
                  credentials.secretAccessKey(),
                  credentials.sessionToken())));
    } catch (NullPointerException e) {
      throw UnreadableException.lasting(ASSUME + ": an answer without all of the Credentials");
    }
  }
}
