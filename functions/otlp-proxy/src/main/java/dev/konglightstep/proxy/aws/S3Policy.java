package dev.konglightstep.proxy.aws;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.proxy.document.DocumentStore;
import dev.konglightstep.proxy.document.Newest;
import dev.konglightstep.proxy.policy.PolicyStore;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** A policy in an object of Amazon S3; with versioning, earlier ones are there too. */
public final class S3Policy implements PolicyStore {
  private final LazyS3 s3;
  private final String bucket;
  private final String key;
  private final DocumentStore newest;

  /** Nothing is connected to yet. */
  public S3Policy(AwsSettings settings, String bucket, String key) {
    this.s3 = new LazyS3(settings);
    this.bucket = bucket;
    this.key = key;
    this.newest = new S3Document(s3, bucket, key, PolicyJson.MOST_BYTES);
  }

  @Override
  public Newest newest(Optional<String> seen, Duration timeout) throws StoreException {
    return newest.newest(seen, timeout);
  }

  @Override
  public List<String> versions(int most, Duration timeout) throws StoreException {
    return Calls.make(
        "list the versions of object " + key,
        timeout,
        () ->
            undeleted(
                s3.client()
                    .listObjectVersions(
                        list ->
                            list.bucket(bucket)
                                .prefix(key)
                                .maxKeys(most)
                                .overrideConfiguration(
                                    override -> override.apiCallTimeout(timeout)))));
  }

  @Override
  public Bytes read(String version, Duration timeout) throws StoreException {
    return Calls.make(
        "get an earlier version of object " + key,
        timeout,
        () ->
            s3.client()
                .getObject(
                    get ->
                        get.bucket(bucket)
                            .key(key)
                            .versionId(version)
                            .overrideConfiguration(override -> override.apiCallTimeout(timeout)),
                    beginning()));
  }

  /** Of one that is too long for a policy only a part, which is too long too. */
  private static ResponseTransformer<GetObjectResponse, Bytes> beginning() {
    return (answer, in) -> {
      byte[] body = in.readNBytes(PolicyJson.MOST_BYTES + 1);
      if (body.length > PolicyJson.MOST_BYTES) {
        in.abort();
      }
      return Bytes.of(body);
    };
  }

  /**
   * Of this key and younger than its last delete marker. The answer has markers and versions in two
   * lists, and times of whole seconds: what is as old as a marker counts as deleted.
   */
  private List<String> undeleted(ListObjectVersionsResponse answer) {
    Instant deleted =
        answer.deleteMarkers().stream()
            .filter(marker -> marker.key().equals(key))
            .map(DeleteMarkerEntry::lastModified)
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return answer.versions().stream()
        .filter(version -> version.key().equals(key) && version.lastModified().isAfter(deleted))
        .map(ObjectVersion::versionId)
        .toList();
  }
}
