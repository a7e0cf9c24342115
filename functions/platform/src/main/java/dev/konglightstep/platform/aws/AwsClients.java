package dev.konglightstep.platform.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** The SDK's clients as all our functions want them. */
public final class AwsClients {
  private static final String DRAINED = "http.KeepAlive.remainingData";

  private AwsClients() {}

  /** One attempt for each call: the caller knows its deadline. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C create(
      B builder, AwsSettings settings) {
    doNotDrain();
    builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(settings.credentials())
        .overrideConfiguration(
            override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.region().ifPresent(builder::region);
    return builder.build();
  }

  /**
   * Has connections closed on which an answer was given up. Else the JDK reads up to 512 kB of what
   * is left, in a thread of its own and under a lock that the SDK needs to tell its caller of the
   * timeout (KeepAliveStreamCleaner, JDK 25; SyncTimeoutTask, SDK 2.40): a server that sends a byte
   * now and then would hold up a batch for as long as it likes.
   */
  private static void doNotDrain() {
    if (System.getProperty(DRAINED) == null) {
      System.setProperty(DRAINED, "0");
    }
  }
}
