package dev.konglightstep.proxy.aws;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of Amazon S3. */
public final class S3Bucket implements ObjectStore {
  private final LazyS3 s3;
  private final String bucket;

  /** Nothing is connected to yet. */
  public S3Bucket(AwsSettings settings, String bucket) {
    this.s3 = new LazyS3(settings);
    this.bucket = bucket;
  }

  @Override
  public void put(String key, Bytes body, Duration timeout) throws StoreException {
    Calls.make(
        "put object " + key,
        timeout,
        () ->
            s3.client()
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
                    s3.client()
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
            s3.client()
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
    return Calls.make(
        "list objects of " + prefix,
        timeout,
        () ->
            s3
                .client()
                .listObjectsV2(
                    list ->
                        list.bucket(bucket)
                            .prefix(prefix)
                            .startAfter(after.isEmpty() ? null : after)
                            .maxKeys(most)
                            .overrideConfiguration(override -> override.apiCallTimeout(timeout)))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList());
  }
}
