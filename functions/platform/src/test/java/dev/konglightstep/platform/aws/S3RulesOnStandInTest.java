package dev.konglightstep.platform.aws;

import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.s3.S3Client;

/** S3's rules on our own stand-in, which keeps all of them. */
class S3RulesOnStandInTest implements S3RulesContract {
  private final LoopbackServer server =
      LoopbackServer.start(new S3Face(new S3Model(InstantSource.system())), new Faults());
  private final S3Client client = S3RulesContract.client(server.url());

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Override
  public S3Client client() {
    return client;
  }

  @Override
  public Map<S3Rule, String> deviations() {
    return Map.of();
  }
}
