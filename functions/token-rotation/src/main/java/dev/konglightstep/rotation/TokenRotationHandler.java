package dev.konglightstep.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import dev.konglightstep.platform.Pause;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * One step of a rotation, as Secrets Manager calls it. The event is never logged: it carries a
 * credential, and its own text form shows that.
 */
public final class TokenRotationHandler
    implements RequestHandler<SecretsManagerRotationEvent, String> {
  private final Rotation rotation;
  private final InstantSource clock;

  /** Called by Lambda. */
  public TokenRotationHandler() {
    this(System.getenv());
  }

  /** With settings from elsewhere than the process's environment. */
  public TokenRotationHandler(Map<String, String> environment) {
    this(environment, System.out);
  }

  /** And with another place for log lines and audit events than the function's log. */
  public TokenRotationHandler(Map<String, String> environment, PrintStream log) {
    this(RotationSettings.from(environment), log, InstantSource.system());
  }

  private TokenRotationHandler(RotationSettings settings, PrintStream log, InstantSource clock) {
    this(
        RotationWiring.real(settings, new SecureRandom(), log, clock, Pause.real())
            .rotation(settings),
        clock);
  }

  TokenRotationHandler(Rotation rotation, InstantSource clock) {
    this.rotation = rotation;
    this.clock = clock;
  }

  @Override
  public String handleRequest(SecretsManagerRotationEvent event, Context context) {
    RotationRequest request =
        RotationRequest.of(
            event.getStep(),
            event.getSecretId(),
            event.getClientRequestToken(),
            event.getRotationToken());
    Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
    rotation.run(request, clock.instant().plus(left));
    return request.step().wireName() + " done";
  }
}
