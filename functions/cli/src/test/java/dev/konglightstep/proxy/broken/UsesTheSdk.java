package dev.konglightstep.proxy.broken;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesTheSdk {
  private UsesTheSdk() {}

  static Class<?> client() {
    return SecretsManagerClient.class;
  }
}
