package dev.konglightstep.proxy.aws;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.proxy.policy.PolicyStore;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A policy in an object of Amazon S3; with versioning, earlier ones are there too. */
public final class S3Policy implements PolicyStore {
  private static final int NOT_MODIFIED = 304;

  private final LazyS3 s3;
  private final String bucket;
  private final String key;

  /** Nothing is connected to yet. */
  public S3Policy(AwsSettings settings, String bucket, String key) {
    this.s3 = new LazyS3(settings);
    this.bucket = bucket;
    this.key = key;
  }

  @Override
  public Newest newest(Optional<String> seen, Duration timeout) throws StoreException {
    return Calls.make(
        "get object " + key,
        timeout,
        () -> newest(get(timeout).ifNoneMatch(seen.orElse(null)).build()));
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
        () -> s3.client().getObject(get(timeout).versionId(version).build(), beginning()).body());
  }

  private Newest newest(GetObjectRequest get) {
    try {
      return s3.client().getObject(get, beginning());
    } catch (NoSuchKeyException e) {
      return new Newest.Absent();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED) {
        return new Newest.Unchanged();
      }
      throw e;
    }
  }

  /** Reads as much as shows that it is too long, should it be. */
  private static ResponseTransformer<GetObjectResponse, Newest.Document> beginning() {
    return (answer, in) -> {
      byte[] body = in.readNBytes(PolicyJson.MOST_BYTES + 1);
      if (body.length > PolicyJson.MOST_BYTES) {
        in.abort();
      }
      return new Newest.Document(answer.eTag(), Bytes.of(body));
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

  private GetObjectRequest.Builder get(Duration timeout) {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .overrideConfiguration(override -> override.apiCallTimeout(timeout));
  }
}
