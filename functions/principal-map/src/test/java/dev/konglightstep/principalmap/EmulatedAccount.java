package dev.konglightstep.principalmap;

import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * An account of an emulator, empty until a test fills it: credentials of an assumed role lead into
 * the role's account there.
 */
final class EmulatedAccount {
  private final String id;
  private final Map<String, String> environment;
  private final AwsSettings settings;

  EmulatedAccount(URI emulator, String id) {
    this.id = id;
    Map<String, String> outside = environment(emulator, "test", "test");
    Credentials credentials;
    try (StsClient sts = AwsClients.create(StsClient.builder(), settings(outside))) {
      credentials =
          sts.assumeRole(
                  assume ->
                      assume
                          .roleArn("arn:aws:iam::" + id + ":role/made-by-the-test")
                          .roleSessionName("test"))
              .credentials();
    }
    environment = environment(emulator, credentials.accessKeyId(), credentials.secretAccessKey());
    environment.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    settings = settings(environment);
  }

  String id() {
    return id;
  }

  /** The settings of a function in it. */
  Map<String, String> environment() {
    return new HashMap<>(environment);
  }

  IamClient iam() {
    return AwsClients.create(IamClient.builder(), settings);
  }

  IdentitystoreClient identityStore() {
    return AwsClients.create(IdentitystoreClient.builder(), settings);
  }

  S3Client s3() {
    return AwsClients.create(S3Client.builder().forcePathStyle(true), settings);
  }

  private static Map<String, String> environment(URI emulator, String keyId, String secret) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", emulator.toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", keyId);
    environment.put("AWS_SECRET_ACCESS_KEY", secret);
    return environment;
  }

  private static AwsSettings settings(Map<String, String> environment) {
    return AwsSettings.from(new Settings(environment));
  }
}
