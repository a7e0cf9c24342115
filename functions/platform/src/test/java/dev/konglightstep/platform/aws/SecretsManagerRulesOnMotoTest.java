package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.emulator.MotoServer;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * AWS's rules on moto 5.2.5, an opinion that is not ours. It breaks those that a rotation lives by,
 * so a green run on it alone proves little.
 */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.MotoServer#isExpected",
    disabledReason = MotoServer.MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class SecretsManagerRulesOnMotoTest implements SecretsManagerRulesContract {
  private final SecretsManagerClient client;

  SecretsManagerRulesOnMotoTest(MotoServer emulator) {
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
        Map.entry(SecretsManagerRule.GET_WITHOUT_A_STAGE_IS_CURRENT, "one"),
        Map.entry(SecretsManagerRule.NOT_FOUND_HAS_STATUS_400, "404"),
        Map.entry(
            SecretsManagerRule.PUT_WITHOUT_STAGES_AFTER_A_MOVE,
            "ok 1=AWSPREVIOUS 2=AWSCURRENT+AWSPENDING 3=AWSCURRENT"),
        Map.entry(SecretsManagerRule.PUT_OTHER_VALUE_ON_A_PENDING_VERSION, "ok other"),
        Map.entry(SecretsManagerRule.UPDATE_SECRET_NEVER_REPEATS, "ok 1=AWSCURRENT"),
        Map.entry(SecretsManagerRule.MOVE_CURRENT_TO_AN_UNKNOWN_VERSION, "refused 1="),
        Map.entry(SecretsManagerRule.REMOVE_CURRENT, "ok 1=AWSPREVIOUS"),
        Map.entry(
            SecretsManagerRule.MOVE_CUSTOM_WITHOUT_SAYING_FROM_WHERE,
            "ok 1=AWSCURRENT+live 2=AWSPENDING+live"),
        Map.entry(
            SecretsManagerRule.DESCRIBE_LEAVES_OUT_THE_UNLABELLED,
            "1= 2=AWSPREVIOUS 3=AWSCURRENT, one"),
        Map.entry(SecretsManagerRule.LIST_LEAVES_OUT_THE_UNLABELLED, "1 2 3, 1 2 3"),
        Map.entry(SecretsManagerRule.TWENTY_ONE_LABELS, "ok"),
        Map.entry(SecretsManagerRule.DELETED_IS_NOT_PUT, "ok"),
        Map.entry(SecretsManagerRule.DELETED_IS_NOT_RELABELLED, "ok"),
        Map.entry(SecretsManagerRule.ROTATE_WITHOUT_A_FUNCTION, "ok 1=AWSPREVIOUS 2=AWSCURRENT"));
  }
}
