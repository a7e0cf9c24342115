package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.emulator.MotoServer;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;

/** S3's rules on moto 5.2.5, which checks little of what it takes. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.MotoServer#isExpected",
    disabledReason = MotoServer.MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class S3RulesOnMotoTest implements S3RulesContract {
  private final S3Client client;

  S3RulesOnMotoTest(MotoServer emulator) {
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
    return Map.ofEntries(
        Map.entry(S3ObjectRule.PUT_IF_NONE_MATCH_AN_ETAG, "ok"),
        Map.entry(S3ObjectRule.PUT_WITH_ANOTHER_CHECKSUM, "ok, one"),
        Map.entry(S3ObjectRule.PUT_WITH_TOO_MUCH_METADATA, "ok, ok"),
        Map.entry(S3ObjectRule.PUT_WITH_TOO_LONG_A_KEY, "ok, ok"));
  }
}
