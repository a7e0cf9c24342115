package dev.konglightstep.principalmap.aws;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.principalmap.SnapshotStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The directory in an object of Amazon S3; with versioning, earlier ones are there too. */
public final class S3Snapshots implements SnapshotStore {
  private static final String GET = "GetObject";
  private static final String PUT = "PutObject";
  private static final String VERSIONS = "ListObjectVersions";

  /** The condition does not hold (412), or another write is under way (409). */
  private static final List<Integer> SOMEBODY_ELSE = List.of(412, 409);

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Calls calls;

  /** Connects to nothing yet. */
  public S3Snapshots(AwsSettings settings, String bucket, String key, Calls calls) {
    // An endpoint of one's own has no host for each bucket.
    this.client =
        AwsClients.create(
            S3Client.builder().forcePathStyle(settings.endpoint().isPresent()), settings);
    this.bucket = bucket;
    this.key = key;
    this.calls = calls;
  }

  @Override
  public Optional<Stored> newest(Instant deadline) {
    return calls.make(GET, deadline, this::newest);
  }

  private Optional<Stored> newest(Duration time) {
    try {
      ResponseBytes<GetObjectResponse> object =
          client.getObjectAsBytes(
              get ->
                  get.bucket(bucket).key(key).overrideConfiguration(o -> o.apiCallTimeout(time)));
      String tag = Answers.required(object.response().eTag(), GET, "ETag");
      return Optional.of(new Stored(tag, Bytes.of(object.asByteArrayUnsafe())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Bytes> earlier(int back, Instant deadline) {
    List<String> versions = calls.make(VERSIONS, deadline, this::versions);
    return versions.size() <= back
        ? Optional.empty()
        : Optional.of(calls.make(GET, deadline, time -> version(versions.get(back), time)));
  }

  private Bytes version(String id, Duration time) {
    return Bytes.of(
        client
            .getObjectAsBytes(
                get ->
                    get.bucket(bucket)
                        .key(key)
                        .versionId(id)
                        .overrideConfiguration(o -> o.apiCallTimeout(time)))
            .asByteArrayUnsafe());
  }

  /** The newest page, newest first; none before a deletion, for somebody wanted them gone. */
  private List<String> versions(Duration time) {
    ListObjectVersionsResponse answer =
        client.listObjectVersions(
            list ->
                list.bucket(bucket).prefix(key).overrideConfiguration(o -> o.apiCallTimeout(time)));
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

  @Override
  public boolean write(Bytes content, Optional<String> replaced, Instant deadline) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(bucket).key(key).contentType("text/plain");
    replaced.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    return calls.make(
        PUT,
        deadline,
        time ->
            write(put.overrideConfiguration(o -> o.apiCallTimeout(time)).build(), content.copy()));
  }

  private boolean write(PutObjectRequest put, byte[] content) {
    try {
      client.putObject(put, RequestBody.fromBytes(content));
      return true;
    } catch (S3Exception e) {
      if (SOMEBODY_ELSE.contains(e.statusCode())) {
        return false;
      }
      throw e;
    }
  }
}
