package dev.konglightstep.principalmap.aws;

import dev.konglightstep.core.http.Backoff;
import dev.konglightstep.platform.Pause;
import dev.konglightstep.platform.aws.SdkFailure;
import dev.konglightstep.principalmap.UnreadableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls of the SDK, made again while they may still work and there is time. AWS publishes no rates
 * of IAM; a bucket of tokens fills up again, so throttling is waited for longer than anything else.
 *
 * @param patience how long one attempt may take
 */
public record Calls(InstantSource clock, Pause pause, Duration patience, Backoff backoff) {
  private static final int MOST_THROTTLED = 12;
  private static final int MOST_FAILED = 4;
  private static final int SERVER_ERROR = 500;
  private static final int REQUEST_TIMEOUT = 408;

  /** The SDK counts whole milliseconds and takes zero for "no limit". */
  private static final Duration LEAST = Duration.ofMillis(1);

  /** With the patience that AWS needs. */
  public static Calls real(InstantSource clock, Pause pause) {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20));
    return new Calls(clock, pause, Duration.ofSeconds(20), backoff);
  }

  /**
   * Makes a call.
   *
   * @param what the operation, as AWS names it
   * @param call is given the time that one attempt may take
   * @throws UnreadableException if it failed
   */
  <T> T make(String what, Instant deadline, Function<Duration, T> call) {
    for (int attempt = 1; ; attempt++) {
      Duration left = Duration.between(clock.instant(), deadline);
      if (left.compareTo(LEAST) < 0) {
        throw UnreadableException.passing(what + ": no time is left");
      }
      try {
        return call.apply(left.compareTo(patience) < 0 ? left : patience);
      } catch (SdkException e) {
        rest(what, e, attempt, deadline);
      }
    }
  }

  /** Waits before the next attempt, if there is to be one. */
  private void rest(String what, SdkException failure, int attempt, Instant deadline) {
    String why = what + ": " + reason(failure);
    if (!isPassing(failure)) {
      throw UnreadableException.lasting(why);
    }
    Duration delay = backoff.delay(attempt - 1);
    boolean late = clock.instant().plus(delay).isAfter(deadline);
    if (late || attempt >= (isThrottling(failure) ? MOST_THROTTLED : MOST_FAILED)) {
      throw UnreadableException.passing(why);
    }
    pause.sleep(delay);
  }

  /** Without the service's own words, which may name people. */
  private static String reason(SdkException failure) {
    if (failure instanceof AwsServiceException service) {
      String status = "status " + service.statusCode();
      return service.awsErrorDetails() == null || service.awsErrorDetails().errorCode() == null
          ? status
          : service.awsErrorDetails().errorCode() + " (" + status + ")";
    }
    return SdkFailure.reason(failure);
  }

  private static boolean isThrottling(SdkException failure) {
    return failure instanceof AwsServiceException service && service.isThrottlingException();
  }

  private static boolean isPassing(SdkException failure) {
    return switch (failure) {
      case AwsServiceException service ->
          service.isThrottlingException()
              || service.statusCode() >= SERVER_ERROR
              || service.statusCode() == REQUEST_TIMEOUT;
      case ApiCallTimeoutException timeout -> true;
      case ApiCallAttemptTimeoutException timeout -> true;
      default -> isOfTheNetwork(failure);
    };
  }

  private static boolean isOfTheNetwork(SdkException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
