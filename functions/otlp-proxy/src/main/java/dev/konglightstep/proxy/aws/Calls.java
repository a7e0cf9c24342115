package dev.konglightstep.proxy.aws;

import dev.konglightstep.platform.aws.SdkFailure;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of the SDK with a time limit and with failures in our words. */
final class Calls {
  /** The SDK counts whole milliseconds and takes zero for "no limit". */
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

  private Calls() {}

  /**
   * Makes a call.
   *
   * @param what as in "cannot …"
   * @param call has that timeout itself
   * @throws StoreException if it failed, or if no time is left for it
   */
  static <T> T make(String what, Duration timeout, Supplier<T> call) throws StoreException {
    if (timeout.compareTo(LEAST_TIMEOUT) < 0) {
      throw new StoreException("cannot " + what + ": no time is left");
    }
    try {
      return call.get();
    } catch (SdkException e) {
      throw new StoreException("cannot " + what + ": " + SdkFailure.reason(e));
    }
  }
}
