package dev.konglightstep.platform.aws;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket to try a rule on, through AWS's SDK. What is seen is told in words that are short enough
 * for a table.
 */
record ScratchBucket(S3Client client, String name) {

  /** Makes the bucket. */
  ScratchBucket made() {
    client.createBucket(request -> request.bucket(name));
    return this;
  }

  ScratchBucket versioned() {
    client.putBucketVersioning(
        request ->
            request
                .bucket(name)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    return this;
  }

  /** The object's ETag. */
  String put(String key, String value) {
    return put(key, value, request -> {});
  }

  String put(String key, String value, Consumer<PutObjectRequest.Builder> how) {
    return client
        .putObject(
            request -> how.accept(request.bucket(name).key(key)), RequestBody.fromString(value))
        .eTag();
  }

  /** {@code ok}, or the error's code and status. */
  String tryPut(String key, String value, Consumer<PutObjectRequest.Builder> how) {
    return told(() -> put(key, value, how));
  }

  /** The value, or the error's code and status. */
  String get(String key, Consumer<GetObjectRequest.Builder> how) {
    return Attempt.givingOrStatus(
        () ->
            client
                .getObjectAsBytes(request -> how.accept(request.bucket(name).key(key)))
                .asUtf8String());
  }

  String get(String key) {
    return get(key, request -> {});
  }

  void delete(String key) {
    client.deleteObject(request -> request.bucket(name).key(key));
  }

  /** The keys that were deleted, as S3 tells them. */
  List<String> deleteAll(String... keys) {
    List<ObjectIdentifier> objects =
        Arrays.stream(keys).map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    return client
        .deleteObjects(
            request -> request.bucket(name).delete(Delete.builder().objects(objects).build()))
        .deleted()
        .stream()
        .map(DeletedObject::key)
        .sorted()
        .toList();
  }

  ListObjectsV2Response list(Consumer<ListObjectsV2Request.Builder> how) {
    return client.listObjectsV2(request -> how.accept(request.bucket(name)));
  }

  /** The keys of a page and whether more follow: {@code a b}, {@code a b …}. */
  static String keys(ListObjectsV2Response page) {
    return page.contents().stream().map(S3Object::key).collect(Collectors.joining(" "))
        + (page.isTruncated() ? " …" : "");
  }

  /** What came of a call: {@code ok}, or the error's code and status. */
  static String told(Runnable call) {
    return Attempt.givingOrStatus(
        () -> {
          call.run();
          return Attempt.OK;
        });
  }
}
