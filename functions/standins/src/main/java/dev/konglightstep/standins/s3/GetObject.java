package dev.konglightstep.standins.s3;

import java.util.Optional;

/**
 * The parameters of GetObject and HeadObject.
 *
 * @param versionId without one, the newest version
 */
public record GetObject(
    String bucket, String key, Optional<String> versionId, Conditions conditions) {

  public static GetObject of(String bucket, String key) {
    return new GetObject(bucket, key, Optional.empty(), Conditions.NONE);
  }

  public GetObject on(Conditions demanded) {
    return new GetObject(bucket, key, versionId, demanded);
  }
}
