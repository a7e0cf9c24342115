package dev.konglightstep.platform.aws;

import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS's rules on our own stand-in, which keeps all of them. */
class SqsRulesOnStandInTest implements SqsRulesContract {
  private final LoopbackServer server =
      LoopbackServer.start(new SqsFace(new SqsModel(InstantSource.system(), 1)), new Faults());
  private final SqsClient client = SqsRulesContract.client(server.url());

  @AfterEach
  void close() {
    client.close();
    server.close();
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
