package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an object.
 *
 * @param versionId {@code null} as a text in a bucket without versioning
 * @param etag the MD5 of its bytes in hexadecimal digits, in quotes
 * @param lastModified in whole seconds
 * @param deleteMarker whether it stands for the object's absence; it has no bytes then
 */
public record StoredObject(
    String key,
    String versionId,
    Bytes body,
    String etag,
    String contentType,
    Optional<String> contentEncoding,
    Map<String, String> metadata,
    Map<String, String> checksums,
    Instant lastModified,
    boolean deleteMarker) {
  /** What S3 gives an object whose type nobody told. */
  static final String NO_TYPE = "binary/octet-stream";

  static StoredObject put(PutObject request, String versionId, Instant now) {
    Bytes body = Bytes.of(request.body().copy());
    return new StoredObject(
        request.key(),
        versionId,
        body,
        '"' + Checksums.md5Hex(body) + '"',
        request.contentType(),
        request.contentEncoding(),
        Map.copyOf(request.metadata()),
        Map.copyOf(request.checksums()),
        now.truncatedTo(ChronoUnit.SECONDS),
        false);
  }

  static StoredObject deleted(String key, String versionId, Instant now) {
    return new StoredObject(
        key,
        versionId,
        Bytes.EMPTY,
        "",
        NO_TYPE,
        Optional.empty(),
        Map.of(),
        Map.of(),
        now.truncatedTo(ChronoUnit.SECONDS),
        true);
  }
}
