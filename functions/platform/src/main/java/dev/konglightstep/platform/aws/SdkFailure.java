package dev.konglightstep.platform.aws;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why a call failed, in words that are safe to print: an answer that the SDK cannot read is quoted
 * in its exception, and that answer may be a secret.
 */
public final class SdkFailure {
  private SdkFailure() {}

  public static String reason(SdkException failure) {
    return switch (failure) {
      case AwsServiceException service -> service(service);
      case ApiCallTimeoutException timeout -> "no answer in time";
      case ApiCallAttemptTimeoutException timeout -> "no answer in time";
      case AbortedException aborted -> "interrupted";
      default -> client(failure);
    };
  }

  private static String service(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String status = "status " + failure.statusCode();
    return details == null || details.errorCode() == null
        ? status
        : status + ", " + details.errorCode() + ": " + details.errorMessage();
  }

  /** The SDK's own words and the network's; of anything else only its kind. */
  private static String client(SdkException failure) {
    if (failure.getCause() == null) {
      return String.valueOf(failure.getMessage());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException host -> {
          return "unknown host " + host.getMessage();
        }
        case SocketException socket -> {
          return String.valueOf(socket.getMessage());
        }
        case SocketTimeoutException timeout -> {
          return "no answer in time";
        }
        default -> {}
      }
    }
    return failure.getClass().getSimpleName() + ", details withheld since they may quote a secret";
  }
}
