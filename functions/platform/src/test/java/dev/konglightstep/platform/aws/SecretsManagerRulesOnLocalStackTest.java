package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.emulator.LocalStack;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS's rules on LocalStack 4.14.0, whose Secrets Manager is a patched moto. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.LocalStack#isExpected",
    disabledReason = LocalStack.MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class SecretsManagerRulesOnLocalStackTest implements SecretsManagerRulesContract {
  private final SecretsManagerClient client;

  SecretsManagerRulesOnLocalStackTest(LocalStack emulator) {
    client = SecretsManagerRulesContract.client(emulator.url());
  }

  @AfterAll
  void close() {
    client.close();
  }

  @Override
  public SecretsManagerClient client() {
    return client;
  }

  @Override
  public Map<SecretsManagerRule, String> deviations() {
    return Map.ofEntries(
        Map.entry(
            SecretsManagerRule.PUT_WITHOUT_STAGES_AFTER_A_MOVE, "ok 2=AWSPREVIOUS 3=AWSCURRENT"),
        Map.entry(SecretsManagerRule.PUT_OTHER_VALUE_ON_A_PENDING_VERSION, "ok other"),
        Map.entry(SecretsManagerRule.UPDATE_SECRET_NEVER_REPEATS, "ok 1=AWSCURRENT"),
        Map.entry(
            SecretsManagerRule.CREATE_REPEATED_IS_THE_SAME_CALL_ONLY,
            "ResourceExistsException, ResourceExistsException"),
        Map.entry(SecretsManagerRule.MOVE_CURRENT_TO_AN_UNKNOWN_VERSION, "refused "),
        Map.entry(SecretsManagerRule.REMOVE_CURRENT, "ok 1=AWSPREVIOUS"),
        Map.entry(
            SecretsManagerRule.MOVE_CUSTOM_WITHOUT_SAYING_FROM_WHERE,
            "ok 1=AWSCURRENT+live 2=AWSPENDING+live"),
        Map.entry(SecretsManagerRule.TWENTY_ONE_LABELS, "ok"),
        Map.entry(SecretsManagerRule.DELETED_IS_NOT_PUT, "ok"),
        Map.entry(SecretsManagerRule.DELETED_IS_NOT_RELABELLED, "ok"));
  }
}
