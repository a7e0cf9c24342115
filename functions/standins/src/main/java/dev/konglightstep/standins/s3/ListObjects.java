package dev.konglightstep.standins.s3;

import java.util.Optional;

/**
 * The parameters of ListObjectsV2.
 *
 * @param prefix of all keys that are listed; empty for every key
 * @param startAfter the key after which the list begins, there or not; empty for the first
 * @param continuationToken of the answer before, which counts instead of {@code startAfter}
 * @param maxKeys 1,000 at most, whatever is asked for
 */
public record ListObjects(
    String bucket,
    String prefix,
    String startAfter,
    Optional<String> continuationToken,
    int maxKeys) {
  static final int MOST_KEYS = 1000;

  /** Everything under a prefix, a thousand keys at once. */
  public static ListObjects of(String bucket, String prefix) {
    return new ListObjects(bucket, prefix, "", Optional.empty(), MOST_KEYS);
  }

  public ListObjects startAfter(String key) {
    return new ListObjects(bucket, prefix, key, continuationToken, maxKeys);
  }

  public ListObjects maxKeys(int most) {
    return new ListObjects(bucket, prefix, startAfter, continuationToken, most);
  }

  /** The page after the one that gave this token. */
  public ListObjects continuedBy(String token) {
    return new ListObjects(bucket, prefix, startAfter, Optional.of(token), maxKeys);
  }
}
