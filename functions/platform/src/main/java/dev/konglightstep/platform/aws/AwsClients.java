package dev.konglightstep.platform.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** The SDK's clients as all our functions want them. */
public final class AwsClients {
  private AwsClients() {}

  /** One attempt for each call: the caller knows its deadline. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C create(
      B builder, AwsSettings settings) {
    builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(settings.credentials())
        .overrideConfiguration(
            override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.region().ifPresent(builder::region);
    return builder.build();
  }
}
