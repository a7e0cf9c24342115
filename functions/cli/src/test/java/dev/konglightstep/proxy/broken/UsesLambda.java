package dev.konglightstep.proxy.broken;

import com.amazonaws.services.lambda.runtime.Context;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesLambda {
  private UsesLambda() {}

  static Context context(Context context) {
    return context;
  }
}
