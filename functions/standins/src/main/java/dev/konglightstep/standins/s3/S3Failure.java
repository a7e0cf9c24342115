package dev.konglightstep.standins.s3;

/**
 * An operation that S3 refuses; nothing has changed then. Made often and read seldom, so it has no
 * stack trace.
 */
public final class S3Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Code code;

  S3Failure(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  static S3Failure noBucket() {
    return new S3Failure(Code.NO_SUCH_BUCKET, "The specified bucket does not exist");
  }

  static S3Failure noKey() {
    return new S3Failure(Code.NO_SUCH_KEY, "The specified key does not exist.");
  }

  static S3Failure preconditionFailed() {
    return new S3Failure(
        Code.PRECONDITION_FAILED, "At least one of the pre-conditions you specified did not hold");
  }

  static S3Failure notImplemented() {
    return new S3Failure(
        Code.NOT_IMPLEMENTED,
        "A header you provided implies functionality that is not implemented");
  }

  static S3Failure malformedXml() {
    return new S3Failure(
        Code.MALFORMED_XML,
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  /** The errors of the API (API reference, "Error responses"). */
  public enum Code {
    NO_SUCH_BUCKET("NoSuchBucket", 404),
    NO_SUCH_KEY("NoSuchKey", 404),
    NO_SUCH_VERSION("NoSuchVersion", 404),
    BUCKET_ALREADY_OWNED_BY_YOU("BucketAlreadyOwnedByYou", 409),
    PRECONDITION_FAILED("PreconditionFailed", 412),
    NOT_MODIFIED("NotModified", 304),
    INVALID_RANGE("InvalidRange", 416),
    INVALID_ARGUMENT("InvalidArgument", 400),
    INVALID_REQUEST("InvalidRequest", 400),
    INCOMPLETE_BODY("IncompleteBody", 400),
    BAD_DIGEST("BadDigest", 400),
    KEY_TOO_LONG("KeyTooLongError", 400),
    METADATA_TOO_LARGE("MetadataTooLarge", 400),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
    MALFORMED_XML("MalformedXML", 400),
    NOT_IMPLEMENTED("NotImplemented", 501),
    /** Of the face alone: a request without a signature. */
    ACCESS_DENIED("AccessDenied", 403);

    private final String wireName;
    private final int status;

    Code(String wireName, int status) {
      this.wireName = wireName;
      this.status = status;
    }

    public String wireName() {
      return wireName;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return status;
    }
  }
}
