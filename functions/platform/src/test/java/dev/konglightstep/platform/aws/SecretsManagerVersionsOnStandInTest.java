package dev.konglightstep.platform.aws;

import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract on our own stand-in. */
class SecretsManagerVersionsOnStandInTest implements SecretVersionsContract {
  private final SecretsManagerModel model = new SecretsManagerModel(InstantSource.system());
  private final LoopbackServer server =
      LoopbackServer.start(new SecretsManagerFace(model), new Faults());
  private final SecretsManagerVersions versions =
      new SecretsManagerVersions(Endpoint.at(server.url().toString()));

  @AfterEach
  void close() {
    versions.close();
    server.close();
  }

  @Override
  public SecretsManagerVersions versions() {
    return versions;
  }

  @Override
  public Preparation prepare() {
    return new InMemory(model);
  }

  private record InMemory(SecretsManagerModel model) implements Preparation {
    @Override
    public String create(String name, String versionId, String value) {
      model.put(name, versionId, value);
      return SecretsManagerModel.arn(name);
    }

    @Override
    public void put(String name, String versionId, String value, String... labels) {
      model.put(name, versionId, value, List.of(labels));
    }

    @Override
    public void begin(String name, String versionId) {
      model.begin(name, versionId);
    }

    @Override
    public void move(String name, String label, String versionId) {
      model.move(name, label, versionId);
    }

    @Override
    public void remove(String name, String label) {
      model.remove(name, label);
    }
  }
}
