package dev.konglightstep.platform.aws;

import dev.konglightstep.core.secret.SecretUnavailableException;
import java.time.Duration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The SDK's client as all our functions want it. */
public final class SecretsManagerClients {
  /** The SDK counts whole milliseconds and takes zero for "no limit". */
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

  private SecretsManagerClients() {}

  /** One attempt for each call: the caller knows its deadline. */
  public static SecretsManagerClient create(AwsSettings settings) {
    return AwsClients.create(SecretsManagerClient.builder(), settings);
  }

  /**
   * Refuses a call that no time is left for.
   *
   * @param action as in "cannot be read"
   * @throws SecretUnavailableException if the timeout is less than the SDK can count
   */
  public static void requireTime(String what, String action, Duration timeout) {
    if (timeout.compareTo(LEAST_TIMEOUT) < 0) {
      throw new SecretUnavailableException(what + " cannot be " + action + ": no time is left");
    }
  }
}
