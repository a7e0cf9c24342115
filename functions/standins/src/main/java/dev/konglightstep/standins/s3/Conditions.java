package dev.konglightstep.standins.s3;

import java.util.Optional;

/**
 * What a request demands of the object that is there (User Guide, "Conditional requests"). ETags
 * compare with or without their quotes.
 */
public record Conditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
  public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty());
  private static final String ANY = "*";

  /** Only if no object has that key yet. */
  public static final Conditions ABSENT = new Conditions(Optional.empty(), Optional.of(ANY));

  /** Only if the object is that one. */
  public static Conditions match(String etag) {
    return new Conditions(Optional.of(etag), Optional.empty());
  }

  /** Only if the object is another one. */
  public static Conditions noneMatch(String etag) {
    return new Conditions(Optional.empty(), Optional.of(etag));
  }

  /**
   * Holds a write to them: {@code If-None-Match} takes an asterisk alone, {@code If-Match} an ETag
   * alone, and not both at once.
   */
  void checkWrite(Optional<StoredObject> there) {
    boolean oddNoneMatch = ifNoneMatch.filter(value -> !value.equals(ANY)).isPresent();
    boolean oddMatch = ifMatch.filter(ANY::equals).isPresent();
    if (oddNoneMatch || oddMatch || (ifMatch.isPresent() && ifNoneMatch.isPresent())) {
      throw S3Failure.notImplemented();
    }
    if (ifNoneMatch.isPresent() && there.isPresent()) {
      throw S3Failure.preconditionFailed();
    }
    if (ifMatch.isPresent() && !same(ifMatch.get(), there.orElseThrow(S3Failure::noKey))) {
      throw S3Failure.preconditionFailed();
    }
  }

  /** Holds a read to them: 412 for another object, 304 for the same one. */
  void checkRead(StoredObject object) {
    if (ifMatch.isPresent() && !same(ifMatch.get(), object)) {
      throw S3Failure.preconditionFailed();
    }
    if (ifNoneMatch.isPresent() && same(ifNoneMatch.get(), object)) {
      throw new S3Failure(S3Failure.Code.NOT_MODIFIED, "Not Modified");
    }
  }

  private static boolean same(String asked, StoredObject object) {
    return asked.equals(ANY) || asked.replace("\"", "").equals(object.etag().replace("\"", ""));
  }
}
