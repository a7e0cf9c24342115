package dev.konglightstep.standins.secretsmanager;

/**
 * An operation that Secrets Manager refuses; nothing has changed then. The text names no value.
 * Made often and read seldom, so it has no stack trace.
 */
public final class SecretsManagerFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Code code;

  SecretsManagerFailure(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  static SecretsManagerFailure noSecret() {
    return new SecretsManagerFailure(
        Code.RESOURCE_NOT_FOUND, "Secrets Manager can't find the specified secret.");
  }

  static SecretsManagerFailure noValue(String which) {
    return new SecretsManagerFailure(
        Code.RESOURCE_NOT_FOUND,
        "Secrets Manager can't find the specified secret value for " + which);
  }

  static SecretsManagerFailure invalidRequest(String message) {
    return new SecretsManagerFailure(Code.INVALID_REQUEST, message);
  }

  static SecretsManagerFailure invalidParameter(String message) {
    return new SecretsManagerFailure(Code.INVALID_PARAMETER, message);
  }

  static SecretsManagerFailure exists(String message) {
    return new SecretsManagerFailure(Code.RESOURCE_EXISTS, message);
  }

  static SecretsManagerFailure limit(String message) {
    return new SecretsManagerFailure(Code.LIMIT_EXCEEDED, message);
  }

  /** The errors of the API. */
  public enum Code {
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    RESOURCE_EXISTS("ResourceExistsException"),
    INVALID_PARAMETER("InvalidParameterException"),
    INVALID_REQUEST("InvalidRequestException"),
    LIMIT_EXCEEDED("LimitExceededException"),
    /** RotateSecret, when the function may not be invoked. */
    ACCESS_DENIED("AccessDeniedException"),
    /** Of the face alone: a call that it does not know. */
    INVALID_ACTION("InvalidAction");

    private final String wireName;

    Code(String wireName) {
      this.wireName = wireName;
    }

    /** The name that the error has on the wire and in the API reference. */
    public String wireName() {
      return wireName;
    }
  }
}
