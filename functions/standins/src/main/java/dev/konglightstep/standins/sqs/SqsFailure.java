package dev.konglightstep.standins.sqs;

/**
 * An operation that SQS refuses; nothing has changed then. Made often and read seldom, so it has no
 * stack trace.
 */
public final class SqsFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Code code;

  SqsFailure(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  static SqsFailure noQueue() {
    return new SqsFailure(Code.QUEUE_DOES_NOT_EXIST, "The specified queue does not exist.");
  }

  static SqsFailure invalidParameter(String message) {
    return new SqsFailure(Code.INVALID_PARAMETER_VALUE, message);
  }

  static SqsFailure invalidParameter(Object value, String parameter, String reason) {
    return invalidParameter(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
  }

  static SqsFailure missing(String parameter) {
    return new SqsFailure(
        Code.MISSING_PARAMETER, "The request must contain the parameter " + parameter + ".");
  }

  static SqsFailure noResource(String message) {
    return new SqsFailure(Code.RESOURCE_NOT_FOUND, message);
  }

  /** The errors of the API, as its JSON and its older query protocol name them. */
  public enum Code {
    QUEUE_DOES_NOT_EXIST("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
    QUEUE_NAME_EXISTS("QueueNameExists", "QueueAlreadyExists"),
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", "InvalidParameterValue"),
    MISSING_PARAMETER("MissingRequiredParameterException", "MissingParameter"),
    INVALID_ATTRIBUTE_NAME("InvalidAttributeName", "InvalidAttributeName"),
    INVALID_ATTRIBUTE_VALUE("InvalidAttributeValue", "InvalidAttributeValue"),
    INVALID_MESSAGE_CONTENTS("InvalidMessageContents", "InvalidMessageContents"),
    RECEIPT_HANDLE_IS_INVALID("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid"),
    EMPTY_BATCH_REQUEST("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest"),
    TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
        "TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"),
    BATCH_ENTRY_IDS_NOT_DISTINCT(
        "BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"),
    BATCH_REQUEST_TOO_LONG("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong"),
    INVALID_BATCH_ENTRY_ID("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", "ResourceNotFoundException", 404),
    /** Of the face alone: a request without a signature. */
    MISSING_AUTHENTICATION_TOKEN(
        "MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
    /** Of the face alone: a body that is not JSON. */
    SERIALIZATION("SerializationException", "SerializationException"),
    /** Of the face alone: a call that it does not know. */
    INVALID_ACTION("InvalidAction", "InvalidAction");

    private final String wireName;
    private final String queryName;
    private final int status;

    Code(String wireName, String queryName) {
      this(wireName, queryName, 400);
    }

    Code(String wireName, String queryName, int status) {
      this.wireName = wireName;
      this.queryName = queryName;
      this.status = status;
    }

    /** The name of the error's shape in the JSON protocol. */
    public String wireName() {
      return wireName;
    }

    /** The name in the query protocol, which SDKs still report as the error's code. */
    public String queryName() {
      return queryName;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return status;
    }
  }
}
