package dev.konglightstep.principalmap;

import dev.konglightstep.platform.emulator.LocalStack;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on LocalStack 4.14.0, which has IAM and STS and no identity store. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.LocalStack#hasQueuesAndBuckets",
    disabledReason = LocalStack.PARTS_MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class PrincipalMapOnLocalStackTest implements PrincipalMapContract {
  private final AtomicLong accounts = new AtomicLong(200_000_000_000L);
  private final URI emulator;

  PrincipalMapOnLocalStackTest(LocalStack emulator) {
    this.emulator = emulator.url();
  }

  @Override
  public boolean keysAreAsAwsMakesThem() {
    return false;
  }

  @Override
  public EmulatedAccount account() {
    return new EmulatedAccount(emulator, String.valueOf(accounts.incrementAndGet()));
  }
}
