package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of PutObject.
 *
 * @param metadata the user's own, by name without {@code x-amz-meta-}; names in lower case
 * @param checksums the client's, by header name, kept to be told again
 */
public record PutObject(
    String bucket,
    String key,
    Bytes body,
    String contentType,
    Optional<String> contentEncoding,
    Map<String, String> metadata,
    Map<String, String> checksums,
    Conditions conditions) {
  private static final int MOST_METADATA_BYTES = 2048;

  public static PutObject of(String bucket, String key, Bytes body) {
    return new PutObject(
        bucket,
        key,
        body,
        StoredObject.NO_TYPE,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Conditions.NONE);
  }

  public PutObject withMetadata(Map<String, String> of) {
    return new PutObject(
        bucket, key, body, contentType, contentEncoding, of, checksums, conditions);
  }

  public PutObject on(Conditions demanded) {
    return new PutObject(
        bucket, key, body, contentType, contentEncoding, metadata, checksums, demanded);
  }

  /** Refuses user metadata of more than 2 KB, names and values together. */
  void checkMetadata() {
    int size = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MOST_METADATA_BYTES) {
      throw new S3Failure(
          S3Failure.Code.METADATA_TOO_LARGE,
          "Your metadata headers exceed the maximum allowed metadata size");
    }
  }
}
