package dev.konglightstep.rotation.aws;

import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.aws.SdkFailure;
import dev.konglightstep.rotation.kong.StoredText;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Objects of Amazon S3 as texts. A client is made for each: they are read once, at the start. */
public final class S3Texts implements StoredText {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final AwsSettings settings;

  public S3Texts(AwsSettings settings) {
    this.settings = settings;
  }

  @Override
  public String read(String bucket, String key) throws IOException {
    try (S3Client client = client()) {
      return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    } catch (SdkException e) {
      throw new IOException(SdkFailure.reason(e));
    }
  }

  private S3Client client() {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(settings.credentials())
            .overrideConfiguration(override -> override.apiCallTimeout(TIMEOUT));
    settings
        .endpoint()
        .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
    settings.region().ifPresent(builder::region);
    return builder.build();
  }
}
