package dev.konglightstep.platform.aws;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What S3 does with one object, and how to see it. */
enum S3ObjectRule implements S3Rule {
  /** Without encryption keys the ETag is the MD5 (API reference, "Object"). */
  PUT_TELLS_THE_ETAG(
      "\"5d41402abc4b2a76b9719d911017c592\"", bucket -> bucket.made().put("key", "hello")),
  GET_GIVES_BACK_WHAT_WAS_PUT(
      "hello text/plain gzip {a-name=A value, b=}",
      bucket -> {
        bucket
            .made()
            .put(
                "key",
                "hello",
                request ->
                    request
                        .contentType("text/plain")
                        .contentEncoding("gzip")
                        .metadata(Map.of("A-Name", "A value", "b", "")));
        ResponseBytes<GetObjectResponse> got =
            bucket.client().getObjectAsBytes(r -> r.bucket(bucket.name()).key("key"));
        GetObjectResponse answer = got.response();
        return got.asUtf8String()
            + " "
            + answer.contentType()
            + " "
            + answer.contentEncoding()
            + " "
            + new TreeMap<>(answer.metadata());
      }),
  HEAD_TELLS_THE_SAME(
      "5 \"5d41402abc4b2a76b9719d911017c592\" binary/octet-stream {name=value}",
      bucket -> {
        bucket
            .made()
            .put(
                "key",
                "hello",
                r -> r.contentType("binary/octet-stream").metadata(Map.of("name", "value")));
        HeadObjectResponse answer =
            bucket.client().headObject(r -> r.bucket(bucket.name()).key("key"));
        return answer.contentLength()
            + " "
            + answer.eTag()
            + " "
            + answer.contentType()
            + " "
            + answer.metadata();
      }),
  EMPTY_OBJECT(
      "\"d41d8cd98f00b204e9800998ecf8427e\" [], 0",
      bucket -> {
        String etag = bucket.made().put("key", "");
        long length =
            bucket.client().headObject(r -> r.bucket(bucket.name()).key("key")).contentLength();
        return etag + " [" + bucket.get("key") + "], " + length;
      }),
  PUT_ONLY_IF_ABSENT(
      "ok, PreconditionFailed 412, one",
      bucket -> {
        bucket.made();
        return bucket.tryPut("key", "one", request -> request.ifNoneMatch("*"))
            + ", "
            + bucket.tryPut("key", "two", request -> request.ifNoneMatch("*"))
            + ", "
            + bucket.get("key");
      }),
  PUT_ONLY_IF_ABSENT_AFTER_A_DELETE(
      "ok",
      bucket -> {
        bucket.made().put("key", "one");
        bucket.delete("key");
        return bucket.tryPut("key", "two", request -> request.ifNoneMatch("*"));
      }),
  PUT_ONLY_IF_THE_SAME(
      "PreconditionFailed 412, ok, NoSuchKey 404, two",
      bucket -> {
        String etag = bucket.made().put("key", "one");
        String other = bucket.put("other", "other");
        return bucket.tryPut("key", "two", request -> request.ifMatch(other))
            + ", "
            + bucket.tryPut("key", "two", request -> request.ifMatch(etag))
            + ", "
            + bucket.tryPut("absent", "two", request -> request.ifMatch(etag))
            + ", "
            + bucket.get("key");
      }),
  /** "Expects the '*' (asterisk) character" */
  PUT_IF_NONE_MATCH_AN_ETAG(
      "NotImplemented 501",
      bucket -> {
        String etag = bucket.made().put("key", "one");
        return bucket.tryPut("key", "two", request -> request.ifNoneMatch(etag));
      }),
  PUT_WITH_ANOTHER_CHECKSUM(
      "BadDigest 400, NoSuchKey 404",
      bucket -> {
        bucket.made();
        String put = bucket.tryPut("key", "one", request -> request.checksumCRC32("AAAAAA=="));
        return put + ", " + bucket.get("key");
      }),
  /** User Guide, "Working with object metadata": user metadata is at most 2 KB. */
  PUT_WITH_TOO_MUCH_METADATA(
      "ok, MetadataTooLarge 400",
      bucket -> {
        bucket.made();
        return bucket.tryPut("a", "one", r -> r.metadata(Map.of("m", "x".repeat(2047))))
            + ", "
            + bucket.tryPut("b", "one", r -> r.metadata(Map.of("m", "x".repeat(2048))));
      }),
  /** User Guide, "Naming Amazon S3 objects": at most 1,024 bytes. */
  PUT_WITH_TOO_LONG_A_KEY(
      "ok, KeyTooLongError 400",
      bucket -> {
        bucket.made();
        return bucket.tryPut("k".repeat(1024), "one", r -> {})
            + ", "
            + bucket.tryPut("k".repeat(1025), "one", r -> {});
      }),
  GET_UNLESS_THE_SAME(
      "304, two",
      bucket -> {
        String etag = bucket.made().put("key", "one");
        String same =
            Attempt.status(
                () ->
                    bucket
                        .client()
                        .getObjectAsBytes(
                            r -> r.bucket(bucket.name()).key("key").ifNoneMatch(etag)));
        bucket.put("key", "two");
        return same + ", " + bucket.get("key", request -> request.ifNoneMatch(etag));
      }),
  GET_ONLY_IF_THE_SAME(
      "one, PreconditionFailed 412",
      bucket -> {
        String etag = bucket.made().put("key", "one");
        String same = bucket.get("key", request -> request.ifMatch(etag));
        bucket.put("key", "two");
        return same + ", " + bucket.get("key", request -> request.ifMatch(etag));
      }),
  GET_A_RANGE(
      "bc, ef, InvalidRange 416",
      bucket -> {
        bucket.made().put("key", "abcdef");
        return bucket.get("key", request -> request.range("bytes=1-2"))
            + ", "
            + bucket.get("key", request -> request.range("bytes=-2"))
            + ", "
            + bucket.get("key", request -> request.range("bytes=6-"));
      }),
  ABSENT_IS_NOT_FOUND(
      "NoSuchKey 404, 404, NoSuchBucket 404",
      bucket -> {
        String get = bucket.made().get("key");
        String head =
            Attempt.status(
                () -> bucket.client().headObject(r -> r.bucket(bucket.name()).key("key")));
        return get + ", " + head + ", " + new ScratchBucket(bucket.client(), "no-such").get("key");
      });

  private final String aws;

  @SuppressWarnings("ImmutableEnumChecker") // the trials are written out above and keep nothing
  private final Function<ScratchBucket, String> trial;

  S3ObjectRule(String aws, Function<ScratchBucket, String> trial) {
    this.aws = aws;
    this.trial = trial;
  }

  @Override
  public String aws() {
    return aws;
  }

  @Override
  public String seen(ScratchBucket bucket) {
    return trial.apply(bucket);
  }
}
