package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.Settings;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * AWS's own settings under the names that every SDK knows. What is absent is left to the SDK: its
 * chain finds profiles, containers and instances.
 */
public record AwsSettings(
    Optional<URI> endpoint, Optional<Region> region, AwsCredentialsProvider credentials) {

  public static AwsSettings from(Settings settings) {
    return new AwsSettings(
        settings.origin("AWS_ENDPOINT_URL"),
        settings.text("AWS_REGION").or(() -> settings.text("AWS_DEFAULT_REGION")).map(Region::of),
        credentials(settings)
            .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
            .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
  }

  private static Optional<AwsCredentials> credentials(Settings settings) {
    return settings
        .text("AWS_ACCESS_KEY_ID")
        .flatMap(
            id ->
                settings
                    .text("AWS_SECRET_ACCESS_KEY")
                    .map(secret -> credentials(id, secret, settings.text("AWS_SESSION_TOKEN"))));
  }

  private static AwsCredentials credentials(
      String id, String secret, Optional<String> sessionToken) {
    return sessionToken
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
        .orElseGet(() -> AwsBasicCredentials.create(id, secret));
  }

  /** Names the place, not the credentials. */
  @Override
  public String toString() {
    return "AwsSettings[endpoint=" + endpoint + ", region=" + region + "]";
  }
}
