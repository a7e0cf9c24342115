package dev.konglightstep.proxy.aws;

import dev.konglightstep.platform.emulator.MotoServer;
import dev.konglightstep.platform.emulator.SharedEmulators;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on moto 5.2.5. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.MotoServer#isExpected",
    disabledReason = MotoServer.MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class StoresOnMotoTest implements StoresContract, PolicyContract {
  private final Endpoints endpoints;

  StoresOnMotoTest(MotoServer emulator) {
    endpoints = new Endpoints(emulator.url(), emulator.url());
  }

  @Override
  public Endpoints endpoints() {
    return endpoints;
  }
}
