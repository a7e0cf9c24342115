package dev.konglightstep.platform.broken;

import dev.konglightstep.proxy.OtlpProxy;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesAFunction {
  private UsesAFunction() {}

  static Class<?> proxy() {
    return OtlpProxy.class;
  }
}
