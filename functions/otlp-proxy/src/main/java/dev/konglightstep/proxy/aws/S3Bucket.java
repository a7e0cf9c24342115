package dev.konglightstep.proxy.aws;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of Amazon S3. Its client is made when it is needed first, which may never be: it costs a
 * cold start a tenth of a second, five times as much as that of the queue (RATIONALE.md).
 */
public final class S3Bucket implements ObjectStore {
  private final AwsSettings settings;
  private final String bucket;
  private @Nullable S3Client client;

  /** Nothing is connected to yet. */
  public S3Bucket(AwsSettings settings, String bucket) {
    this.settings = settings;
    this.bucket = bucket;
  }

  @Override
  public void put(String key, Bytes body, Duration timeout) throws StoreException {
    Calls.make(
        "put object " + key,
        timeout,
        () ->
            client()
                .putObject(
                    put ->
                        put.bucket(bucket)
                            .key(key)
                            .contentType("application/octet-stream")
                            .overrideConfiguration(override -> override.apiCallTimeout(timeout)),
                    RequestBody.fromContentProvider(
                        body::stream, body.length(), "application/octet-stream")));
  }

  @Override
  public Optional<Bytes> get(String key, Duration timeout) throws StoreException {
    return Calls.make(
        "get object " + key,
        timeout,
        () -> {
          try {
            return Optional.of(
                Bytes.of(
                    client()
                        .getObjectAsBytes(
                            get ->
                                get.bucket(bucket)
                                    .key(key)
                                    .overrideConfiguration(
                                        override -> override.apiCallTimeout(timeout)))
                        .asByteArrayUnsafe()));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void delete(String key, Duration timeout) throws StoreException {
    Calls.make(
        "delete object " + key,
        timeout,
        () ->
            client()
                .deleteObject(
                    delete ->
                        delete
                            .bucket(bucket)
                            .key(key)
                            .overrideConfiguration(override -> override.apiCallTimeout(timeout))));
  }

  @Override
  public List<String> keys(String prefix, String after, int most, Duration timeout)
      throws StoreException {
    ListObjectsV2Request.Builder list =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(prefix)
            .maxKeys(most)
            .overrideConfiguration(override -> override.apiCallTimeout(timeout));
    if (!after.isEmpty()) {
      list.startAfter(after);
    }
    return Calls.make(
        "list objects of " + prefix,
        timeout,
        () -> client().listObjectsV2(list.build()).contents().stream().map(S3Object::key).toList());
  }

  private synchronized S3Client client() {
    S3Client made = client;
    if (made == null) {
      // An endpoint of one's own has no host for each bucket.
      made =
          AwsClients.create(
              S3Client.builder().forcePathStyle(settings.endpoint().isPresent()), settings);
      client = made;
    }
    return made;
  }
}
