package dev.konglightstep.proxy.aws;

import dev.konglightstep.platform.emulator.LocalStack;
import dev.konglightstep.platform.emulator.SharedEmulators;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on LocalStack 4.14.0. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.LocalStack#hasQueuesAndBuckets",
    disabledReason = LocalStack.PARTS_MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class StoresOnLocalStackTest implements StoresContract, PolicyContract {
  private final Endpoints endpoints;

  StoresOnLocalStackTest(LocalStack emulator) {
    endpoints = new Endpoints(emulator.url(), emulator.url());
  }

  @Override
  public Endpoints endpoints() {
    return endpoints;
  }
}
