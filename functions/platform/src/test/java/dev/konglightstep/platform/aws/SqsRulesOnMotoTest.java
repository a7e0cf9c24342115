package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.emulator.MotoServer;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS's rules on moto 5.2.5, which checks little of what it takes and knows no redrive. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.MotoServer#isExpected",
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
    return Map.ofEntries(
        Map.entry(SqsMessageRule.ATTRIBUTES_COUNT_TO_THE_SIZE, "ok"),
        Map.entry(SqsMessageRule.MESSAGE_WITHOUT_A_BODY, "ok"),
        Map.entry(SqsMessageRule.MESSAGE_WITH_A_CONTROL_CHARACTER, "ok"),
        Map.entry(SqsMessageRule.VISIBILITY_OF_WHAT_IS_DELETED, "ReceiptHandleIsInvalid"),
        Map.entry(
            SqsQueueRule.BATCH_ENTRY_THAT_IS_WRONG_FAILS_ALONE, "a=ok b=ok c=ok, a b\u0001 c"),
        Map.entry(SqsQueueRule.RECEIVED_TOO_OFTEN_IS_GIVEN_UP, "1, 0, same id, count 2, from "),
        Map.entry(
            SqsQueueRule.DEAD_LETTER_QUEUE_MUST_BE_THERE,
            "AWS.SimpleQueueService.NonExistentQueue"),
        Map.entry(SqsQueueRule.REDRIVE_BRINGS_BACK_AS_NEW, "SqsException, nothing back"),
        Map.entry(SqsQueueRule.REDRIVE_OF_ANOTHER_QUEUE, "SqsException"));
  }
}
