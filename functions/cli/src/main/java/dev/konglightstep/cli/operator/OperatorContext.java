package dev.konglightstep.cli.operator;

import dev.konglightstep.platform.Pause;
import dev.konglightstep.proxy.SpillOperations;
import dev.konglightstep.rotation.Operations;
import dev.konglightstep.rotation.RotationSettings;
import dev.konglightstep.rotation.RotationWiring;
import dev.konglightstep.rotation.sampling.SamplingPush;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * What an operator's command is given.
 *
 * @param environment the settings, under the names that the functions have
 * @param secretInput where a token comes from
 * @param wiring how what the settings name is reached
 */
public record OperatorContext(
    Map<String, String> environment,
    SecretInput secretInput,
    Function<RotationSettings, RotationWiring> wiring) {
  public OperatorContext {
    environment = Map.copyOf(environment);
  }

  /** This process's own; audit events are told on standard error, and on the bus if one is set. */
  public static OperatorContext real() {
    return new OperatorContext(
        System.getenv(),
        SecretInput.standard(),
        settings ->
            RotationWiring.real(
                settings, new SecureRandom(), System.err, InstantSource.system(), Pause.real()));
  }

  /**
   * The operations that the settings allow.
   *
   * @throws dev.konglightstep.platform.SettingsException naming a setting to mend
   */
  Operations operations() {
    RotationSettings settings = RotationSettings.from(environment);
    return new Operations(wiring.apply(settings), settings);
  }

  /**
   * The spill and the quarantine that the settings name; failures of readings are told on standard
   * error.
   */
  SpillOperations spill() {
    return new SpillOperations(environment, System.err, InstantSource.system());
  }

  /**
   * What leaves sampling to the Kongs that the settings name.
   *
   * @throws dev.konglightstep.platform.SettingsException naming a setting to mend
   */
  SamplingPush samplingPush() {
    return RotationWiring.samplingPush(RotationSettings.from(environment), InstantSource.system());
  }

  Pause pause() {
    return Pause.real();
  }

  /** Names the settings; the environment may hold credentials. */
  @Override
  public String toString() {
    return "OperatorContext" + environment.keySet();
  }
}
