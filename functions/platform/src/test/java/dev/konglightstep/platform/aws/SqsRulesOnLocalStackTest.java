package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.emulator.LocalStack;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS's rules on LocalStack 4.14.0, which redrives a message as it is and not as a new one. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.LocalStack#hasQueuesAndBuckets",
    disabledReason = LocalStack.PARTS_MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class SqsRulesOnLocalStackTest implements SqsRulesContract {
  private final SqsClient client;

  SqsRulesOnLocalStackTest(LocalStack emulator) {
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
    return Map.ofEntries(
        Map.entry(SqsMessageRule.DELAY_OVER_15_MINUTES, "ok"),
        Map.entry(SqsMessageRule.VISIBILITY_OVER_12_HOURS, "ok"),
        Map.entry(SqsQueueRule.DEAD_LETTER_QUEUE_MUST_BE_THERE, "ok"),
        Map.entry(
            SqsQueueRule.REDRIVE_BRINGS_BACK_AS_NEW,
            "COMPLETED 1, same id, count 3, 0 visible, 0 in flight, 0 delayed"));
  }
}
