package dev.konglightstep.platform.aws;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** What S3 does with many objects and their versions, and how to see it. */
enum S3BucketRule implements S3Rule {
  DELETE_OF_NOTHING("ok", bucket -> ScratchBucket.told(() -> bucket.made().delete("key"))),
  DELETED_IS_GONE(
      "NoSuchKey 404",
      bucket -> {
        bucket.made().put("key", "one");
        bucket.delete("key");
        return bucket.get("key");
      }),
  DELETE_MANY(
      "[a, absent & <b>], c",
      bucket -> {
        bucket.made().put("a", "one");
        bucket.put("c", "one");
        List<String> deleted = bucket.deleteAll("a", "absent & <b>");
        return deleted + ", " + ScratchBucket.keys(bucket.list(request -> {}));
      }),
  /** User Guide, "Listing object keys programmatically": UTF-8 binary order. */
  LIST_IS_IN_THE_ORDER_OF_BYTES(
      "B a a/b b é \ufffd \ud83d\ude00",
      bucket -> {
        bucket.made();
        for (String key : List.of("\ud83d\ude00", "\ufffd", "é", "b", "a/b", "a", "B")) {
          bucket.put(key, "one");
        }
        return ScratchBucket.keys(bucket.list(request -> {}));
      }),
  LIST_BY_PREFIX_AND_START(
      "p/1 p/2 p/3, p/2 p/3, p/2 p/3",
      bucket -> {
        bucket.made();
        for (String key : List.of("o", "p/1", "p/2", "p/3", "q")) {
          bucket.put(key, "one");
        }
        return ScratchBucket.keys(bucket.list(request -> request.prefix("p/")))
            + ", "
            + ScratchBucket.keys(bucket.list(request -> request.prefix("p/").startAfter("p/1")))
            + ", "
            + ScratchBucket.keys(bucket.list(request -> request.prefix("p/").startAfter("p/11")));
      }),
  LIST_PAGE_BY_PAGE(
      "1 2 …, 3 4 …, 5, 2 2 1",
      bucket -> {
        bucket.made();
        for (String key : List.of("1", "2", "3", "4", "5")) {
          bucket.put(key, "one");
        }
        ListObjectsV2Response first = bucket.list(request -> request.maxKeys(2));
        ListObjectsV2Response second =
            bucket.list(r -> r.maxKeys(2).continuationToken(first.nextContinuationToken()));
        ListObjectsV2Response third =
            bucket.list(r -> r.maxKeys(2).continuationToken(second.nextContinuationToken()));
        List<ListObjectsV2Response> pages = List.of(first, second, third);
        return pages.stream().map(ScratchBucket::keys).collect(Collectors.joining(", "))
            + ", "
            + pages.stream()
                .map(page -> String.valueOf(page.keyCount()))
                .collect(Collectors.joining(" "));
      }),
  LIST_TELLS_KEYS_AS_THEY_ARE(
      "a b+c%20&<d>\"e",
      bucket -> {
        bucket.made().put("a b+c%20&<d>\"e", "one");
        return ScratchBucket.keys(bucket.list(request -> {}));
      }),
  COPY_TAKES_METADATA_ALONG(
      "one {name=value}, {name=other}",
      bucket -> {
        bucket.made().put("key", "one", r -> r.metadata(Map.of("name", "value")));
        bucket
            .client()
            .copyObject(
                r ->
                    r.sourceBucket(bucket.name())
                        .sourceKey("key")
                        .destinationBucket(bucket.name())
                        .destinationKey("a copy"));
        bucket
            .client()
            .copyObject(
                r ->
                    r.sourceBucket(bucket.name())
                        .sourceKey("key")
                        .destinationBucket(bucket.name())
                        .destinationKey("another")
                        .metadataDirective(MetadataDirective.REPLACE)
                        .metadata(Map.of("name", "other")));
        return bucket.get("a copy")
            + " "
            + bucket.client().headObject(r -> r.bucket(bucket.name()).key("a copy")).metadata()
            + ", "
            + bucket.client().headObject(r -> r.bucket(bucket.name()).key("another")).metadata();
      }),
  VERSIONS_STAY(
      "NoSuchKey 404, 2 versions, 1 marker, two one",
      bucket -> {
        bucket.made().versioned().put("key", "one");
        bucket.put("key", "two");
        bucket.delete("key");
        String now = bucket.get("key");
        ListObjectVersionsResponse all =
            bucket.client().listObjectVersions(r -> r.bucket(bucket.name()).prefix("key"));
        return now
            + ", "
            + all.versions().size()
            + " versions, "
            + all.deleteMarkers().size()
            + " marker, "
            + all.versions().stream()
                .map(version -> bucket.get("key", r -> r.versionId(version.versionId())))
                .collect(Collectors.joining(" "));
      }),
  /** API reference, ListObjectVersions: max-keys counts versions and markers of all keys. */
  VERSIONS_COME_IN_PAGES(
      "more, three two, 0 markers",
      bucket -> {
        bucket.made().versioned().put("key", "one");
        bucket.put("key", "two");
        bucket.put("key", "three");
        bucket.put("key.bak", "other");
        ListObjectVersionsResponse page =
            bucket
                .client()
                .listObjectVersions(r -> r.bucket(bucket.name()).prefix("key").maxKeys(2));
        return (page.isTruncated() ? "more, " : "all, ")
            + page.versions().stream()
                .map(version -> bucket.get(version.key(), r -> r.versionId(version.versionId())))
                .collect(Collectors.joining(" "))
            + ", "
            + page.deleteMarkers().size()
            + " markers";
      }),
  CREATE_AGAIN(
      "BucketAlreadyOwnedByYou 409", bucket -> ScratchBucket.told(() -> bucket.made().made()));

  private final String aws;

  @SuppressWarnings("ImmutableEnumChecker") // the trials are written out above and keep nothing
  private final Function<ScratchBucket, String> trial;

  S3BucketRule(String aws, Function<ScratchBucket, String> trial) {
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
