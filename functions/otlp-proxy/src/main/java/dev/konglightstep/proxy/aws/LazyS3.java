package dev.konglightstep.proxy.aws;

import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A client of Amazon S3 that is made when it is needed first, which may never be: it costs a cold
 * start a tenth of a second, five times as much as that of the queue (RATIONALE.md).
 */
final class LazyS3 {
  private final AwsSettings settings;
  private @Nullable S3Client made;

  LazyS3(AwsSettings settings) {
    this.settings = settings;
  }

  synchronized S3Client client() {
    S3Client client = made;
    if (client == null) {
      // An endpoint of one's own has no host for each bucket.
      client =
          AwsClients.create(
              S3Client.builder().forcePathStyle(settings.endpoint().isPresent()), settings);
      made = client;
    }
    return client;
  }
}
