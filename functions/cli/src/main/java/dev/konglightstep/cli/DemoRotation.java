package dev.konglightstep.cli;

import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import dev.konglightstep.rotation.TokenRotationHandler;
import dev.konglightstep.standins.secretsmanager.PendingAtEnd;
import dev.konglightstep.standins.secretsmanager.RotateSecret;
import dev.konglightstep.standins.secretsmanager.Rotation;
import dev.konglightstep.standins.secretsmanager.RotationDriver;
import dev.konglightstep.standins.secretsmanager.RotationSettings;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.StepCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Secrets Manager's schedule, and the rotation function that it calls, step after step. */
final class DemoRotation {
  private static final String FUNCTION =
      "arn:aws:lambda:eu-west-1:000000000000:function:TokenRotationFunction";
  private static final int RETRIES = 5;

  private final ByteArrayOutputStream audit = new ByteArrayOutputStream();
  private final AtomicLong retries = new AtomicLong();
  private final TokenRotationHandler handler;
  private final RotationDriver driver;

  DemoRotation(SecretsManagerModel secrets, Map<String, String> environment) {
    this.handler =
        new TokenRotationHandler(environment, new PrintStream(audit, true, StandardCharsets.UTF_8));
    this.driver =
        new RotationDriver(
            secrets,
            () -> UUID.randomUUID().toString(),
            new RotationSettings(RETRIES, PendingAtEnd.STAYS));
  }

  /**
   * Rotates a secret, the whole again if a step fails.
   *
   * @param onFailure is told of each failure before the next try
   */
  void rotate(String secretId, Consumer<String> onFailure) {
    Rotation rotation =
        driver.rotateSecret(RotateSecret.now(secretId, UUID.randomUUID().toString()).by(FUNCTION));
    while (rotation.step(this::call)) {
      rotation.next().filter(DemoRotation::isFirst).ifPresent(call -> again(rotation, onFailure));
    }
    if (rotation.outcome() != Rotation.Outcome.SUCCEEDED) {
      throw new IllegalStateException(
          "the rotation of " + secretId + " ended " + rotation.outcome(),
          rotation.failure().orElse(null));
    }
  }

  /** How many times a rotation was tried again. */
  long retries() {
    return retries.get();
  }

  /** How many audit events were told so far. */
  long events() {
    return audit.toString(StandardCharsets.UTF_8).lines().count();
  }

  private static boolean isFirst(StepCall call) {
    return call.step().wireName().equals("createSecret");
  }

  private void again(Rotation rotation, Consumer<String> onFailure) {
    retries.incrementAndGet();
    onFailure.accept(rotation.failure().map(Exception::getMessage).orElse("unknown"));
  }

  private void call(StepCall call) {
    handler.handleRequest(
        SecretsManagerRotationEvent.builder()
            .withStep(call.step().wireName())
            .withSecretId(call.secretId())
            .withClientRequestToken(call.clientRequestToken())
            .withRotationToken(call.rotationToken().orElse(null))
            .build(),
        new LocalContext("TokenRotationFunction"));
  }
}
