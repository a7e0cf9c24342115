package dev.konglightstep.rotation;

import dev.konglightstep.platform.SettingsException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What operators do besides the rotation, made of the same parts and settings. */
public final class Operations {
  private final RotationWiring wiring;
  private final RotationSettings settings;
  private final Sessions sessions;
  private final Supplier<String> ids;

  public Operations(RotationWiring wiring, RotationSettings settings) {
    this.wiring = wiring;
    this.settings = settings;
    this.sessions =
        new Sessions(
            wiring.secrets().versions(), wiring.secrets().writer(), wiring.clock(), wiring.pause());
    this.ids = () -> uuid(wiring.random());
  }

  public Init init() {
    return new Init(secrets(), sessions, wiring.audit(), ids);
  }

  public Reset reset() {
    return new Reset(secrets(), sessions, wiring.audit());
  }

  public Status status() {
    return new Status(secrets(), sessions);
  }

  public DryRun dryRun() {
    return new DryRun(audit -> wiring.telling(audit).rotating(settings), sessions);
  }

  /** Whether the settings name a token secret, and so a pool. */
  public boolean hasPool() {
    return settings.token().isPresent();
  }

  /**
   * The pool of the token secret.
   *
   * @throws SettingsException if the settings name no token secret
   */
  public TokenPool pool() {
    RotationSettings.TokenSettings token =
        settings
            .token()
            .orElseThrow(
                () ->
                    new SettingsException(
                        "TOKEN_SECRET_ID",
                        "is missing; set it to the name or ARN of the secret with the token"));
    return new TokenPool(
        secrets().getFirst(),
        sessions,
        wiring.secrets().poolStore(token.poolSecretId()),
        wiring.clock(),
        ids);
  }

  private List<Rotating> secrets() {
    return wiring.rotating(settings);
  }

  /** Version 4 of RFC 9562. */
  private static String uuid(RandomGenerator random) {
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
