package dev.konglightstep.principalmap;

import dev.konglightstep.platform.emulator.MotoServer;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
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
class PrincipalMapOnMotoTest implements PrincipalMapContract {
  private final AtomicLong accounts = new AtomicLong(100_000_000_000L);
  private final URI emulator;

  PrincipalMapOnMotoTest(MotoServer emulator) {
    this.emulator = emulator.url();
  }

  @Override
  public URI emulator() {
    return emulator;
  }

  @Override
  public EmulatedAccount account() {
    return new EmulatedAccount(emulator, String.valueOf(accounts.incrementAndGet()));
  }
}
