package dev.konglightstep.standins.s3;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * S3's buckets and objects, with the calls named as the API names them. A call that is refused
 * throws {@link S3Failure} and has changed nothing. What each call does and refuses is in the AWS
 * API reference under the call's name, what a condition does in the User Guide, "Conditional
 * requests".
 */
public final class S3Model {
  private final Map<String, Bucket> buckets = new TreeMap<>();
  private final InstantSource clock;
  private int versions;

  public S3Model(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized void createBucket(String name) {
    if (buckets.putIfAbsent(name, new Bucket()) != null) {
      throw new S3Failure(
          S3Failure.Code.BUCKET_ALREADY_OWNED_BY_YOU,
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
  }

  /** Fails if there is no such bucket. */
  public synchronized void headBucket(String name) {
    bucket(name);
  }

  /** Switches versioning on; it is not switched off again here. */
  public synchronized void enableVersioning(String name) {
    bucket(name).keepVersions();
  }

  public synchronized boolean isVersioned(String name) {
    return bucket(name).isVersioned();
  }

  /** Gives the version that was written. */
  public synchronized StoredObject putObject(PutObject request) {
    Bucket bucket = bucket(request.bucket());
    ObjectKey.checked(request.key());
    request.checkMetadata();
    request.conditions().checkWrite(bucket.current(request.key()));
    StoredObject object = StoredObject.put(request, nextVersion(bucket), clock.instant());
    bucket.put(object);
    return object;
  }

  public synchronized StoredObject getObject(GetObject request) {
    Bucket bucket = bucket(request.bucket());
    StoredObject object =
        request.versionId().isPresent()
            ? version(bucket, request.key(), request.versionId().get())
            : bucket.current(request.key()).orElseThrow(S3Failure::noKey);
    request.conditions().checkRead(object);
    return object;
  }

  public StoredObject getObject(String bucket, String key) {
    return getObject(GetObject.of(bucket, key));
  }

  /**
   * Deletes an object, there or not. With versioning and without an id, a marker hides the versions
   * before it.
   *
   * @return what was taken out, or the marker; empty if nothing was there
   */
  public synchronized Optional<StoredObject> deleteObject(
      String name, String key, Optional<String> versionId) {
    Bucket bucket = bucket(name);
    if (versionId.isEmpty() && bucket.isVersioned()) {
      StoredObject marker = StoredObject.deleted(key, nextVersion(bucket), clock.instant());
      bucket.put(marker);
      return Optional.of(marker);
    }
    String version = versionId.orElse(Bucket.NO_VERSION);
    Optional<StoredObject> gone = bucket.version(key, version);
    bucket.remove(key, version);
    return gone;
  }

  public void deleteObject(String bucket, String key) {
    deleteObject(bucket, key, Optional.empty());
  }

  public synchronized Listing listObjects(ListObjects request) {
    return bucket(request.bucket()).list(request);
  }

  /** All versions of the keys under a prefix, markers too: keys in order, newest version first. */
  public synchronized List<StoredObject> listObjectVersions(String bucket, String prefix) {
    return bucket(bucket).allVersions(prefix);
  }

  private String nextVersion(Bucket bucket) {
    return bucket.isVersioned() ? "version-" + ++versions : Bucket.NO_VERSION;
  }

  private static StoredObject version(Bucket bucket, String key, String versionId) {
    StoredObject version =
        bucket
            .version(key, versionId)
            .orElseThrow(
                () ->
                    new S3Failure(
                        S3Failure.Code.NO_SUCH_VERSION, "The specified version does not exist."));
    if (version.deleteMarker()) {
      throw new S3Failure(
          S3Failure.Code.METHOD_NOT_ALLOWED,
          "The specified method is not allowed against this resource.");
    }
    return version;
  }

  private Bucket bucket(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw S3Failure.noBucket();
    }
    return bucket;
  }
}
