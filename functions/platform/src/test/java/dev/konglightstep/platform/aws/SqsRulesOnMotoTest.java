package dev.konglightstep.platform.aws;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS's rules on moto 5.2.5. */
@EnabledIf(
    value = "dev.konglightstep.platform.aws.MotoServer#isExpected",
    disabledReason = MotoServer.MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class SqsRulesOnMotoTest implements SqsRulesContract {
  private final SqsClient client;

  SqsRulesOnMotoTest(MotoServer emulator) {
    client = SqsRulesContract.client(emulator.url());
  }

  @AfterAll
  void close() {
    client.close();
  }

  @Override
  public SqsClient client() {
    return client;
  }

  @Override
  public Map<SqsRule, String> deviations() {
    return Map.of();
  }
}
