package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.emulator.LocalStack;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;

/** S3's rules on LocalStack 4.14.0. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.LocalStack#hasQueuesAndBuckets",
    disabledReason = LocalStack.PARTS_MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class S3RulesOnLocalStackTest implements S3RulesContract {
  private final S3Client client;

  S3RulesOnLocalStackTest(LocalStack emulator) {
    client = S3RulesContract.client(emulator.url());
  }

  @AfterAll
  void close() {
    client.close();
  }

  @Override
  public S3Client client() {
    return client;
  }

  @Override
  public Map<S3Rule, String> deviations() {
    return Map.of(S3ObjectRule.PUT_WITH_TOO_MUCH_METADATA, "ok, ok");
  }
}
