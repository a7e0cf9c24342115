package dev.konglightstep.platform.aws;

import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.secretsmanager.PendingAtEnd;
import dev.konglightstep.standins.secretsmanager.RotationDriver;
import dev.konglightstep.standins.secretsmanager.RotationSettings;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS's rules on our own stand-in, which keeps all of them. */
class SecretsManagerRulesOnStandInTest implements SecretsManagerRulesContract {
  private final SecretsManagerModel model = new SecretsManagerModel(InstantSource.system());
  private final RotationDriver driver =
      new RotationDriver(
          model, () -> UUID.randomUUID().toString(), new RotationSettings(0, PendingAtEnd.STAYS));
  private final LoopbackServer server =
      LoopbackServer.start(
          new SecretsManagerFace(model, driver.inBackground(call -> {}, Runnable::run)),
          new Faults());
  private final SecretsManagerClient client = SecretsManagerRulesContract.client(server.url());

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Override
  public SecretsManagerClient client() {
    return client;
  }

  @Override
  public Map<SecretsManagerRule, String> deviations() {
    return Map.of();
  }
}
