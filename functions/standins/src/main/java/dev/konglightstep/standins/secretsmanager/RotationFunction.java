package dev.konglightstep.standins.secretsmanager;

/** The function that a rotation calls, step by step; what it returns is of no interest. */
@FunctionalInterface
public interface RotationFunction {
  /**
   * Makes one step.
   *
   * @throws Exception if the step fails, by a timeout too
   */
  void call(StepCall call) throws Exception;
}
