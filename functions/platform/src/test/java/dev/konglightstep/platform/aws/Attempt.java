package dev.konglightstep.platform.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What came of a call, in a word. */
final class Attempt {
  static final String OK = "ok";

  private Attempt() {}

  /** {@code ok}, or the error's code. */
  static String of(Runnable call) {
    return giving(
        () -> {
          call.run();
          return OK;
        });
  }

  /** What the call gives, or the error's code. */
  static String giving(Supplier<String> call) {
    try {
      return call.get();
    } catch (SdkServiceException e) {
      return code(e);
    }
  }

  /** What the call gives, or the error's code and the status of the answer. */
  static String givingOrStatus(Supplier<String> call) {
    try {
      return call.get();
    } catch (SdkServiceException e) {
      return code(e) + " " + e.statusCode();
    }
  }

  /** {@code ok}, or the status of the answer. */
  static String status(Runnable call) {
    try {
      call.run();
      return OK;
    } catch (SdkServiceException e) {
      return String.valueOf(e.statusCode());
    }
  }

  private static String code(SdkServiceException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails().errorCode() != null
        ? service.awsErrorDetails().errorCode()
        : e.getClass().getSimpleName();
  }
}
