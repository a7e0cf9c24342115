package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.emulator.MotoServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The contract on moto 5.2.5, an opinion that is not ours. The tests stay within what it does as
 * AWS does. Where it does otherwise (seen with this version; AWS by its API reference):
 *
 * <ol>
 *   <li>Once AWSCURRENT was moved, GetSecretValue without a stage gives the old value: always read
 *       by stage or by version id.
 *   <li>PutSecretValue after such a move leaves two versions with AWSCURRENT: here every put names
 *       its labels.
 *   <li>PutSecretValue with a known ClientRequestToken and another value overwrites it; AWS answers
 *       ResourceExistsException.
 *   <li>UpdateSecretVersionStage to an unknown version fails after it took the label off.
 *   <li>RotateSecret with an unknown function fails and leaves AWSPENDING on a version without a
 *       value: this is how {@code begin} makes one.
 *   <li>RotateSecret's check for a rotation in progress is inverted; without a function it moves
 *       AWSCURRENT itself; RotationEnabled stays false.
 *   <li>Puts and moves succeed on a secret that is being deleted.
 *   <li>Labels other than AWSCURRENT move without RemoveFromVersionId.
 *   <li>LastChangedDate has whole seconds, and moving or removing a label does not renew it.
 *   <li>DescribeSecret lists versions without a label, with an empty array; AWS leaves them out.
 *   <li>ResourceNotFoundException comes with status 404, AWS's with 400, and some texts differ.
 * </ol>
 */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.MotoServer#isExpected",
    disabledReason = MotoServer.MISSING)
@TestInstance(Lifecycle.PER_CLASS)
class SecretsManagerVersionsOnMotoTest implements SecretVersionsContract {
  private MotoServer moto;
  private SecretsManagerVersions versions;
  private SecretsManagerClient client;

  @BeforeAll
  void start() throws Exception {
    moto = MotoServer.start();
    AwsSettings settings = Endpoint.at(moto.url().toString());
    versions = new SecretsManagerVersions(settings);
    client =
        SecretsManagerClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(moto.url())
            .region(settings.region().orElseThrow())
            .credentialsProvider(settings.credentials())
            .build();
  }

  @AfterAll
  void close() {
    if (moto != null) {
      versions.close();
      client.close();
      moto.close();
    }
  }

  @Override
  public SecretsManagerVersions versions() {
    return versions;
  }

  @Override
  public Preparation prepare() {
    return new BySdk(client);
  }

  private record BySdk(SecretsManagerClient client) implements Preparation {
    @Override
    public String create(String name, String versionId, String value) {
      return client
          .createSecret(
              request -> request.name(name).clientRequestToken(versionId).secretString(value))
          .arn();
    }

    @Override
    public void put(String name, String versionId, String value, String... labels) {
      client.putSecretValue(
          request ->
              request
                  .secretId(name)
                  .clientRequestToken(versionId)
                  .secretString(value)
                  .versionStages(labels));
    }

    @Override
    public void begin(String name, String versionId) {
      try {
        client.rotateSecret(
            request ->
                request
                    .secretId(name)
                    .clientRequestToken(versionId)
                    .rotationLambdaARN("arn:aws:lambda:eu-west-1:123456789012:function:none"));
      } catch (ResourceNotFoundException e) {
        return;
      }
      throw new IllegalStateException("moto rotated by a function that does not exist");
    }

    @Override
    public void move(String name, String label, String versionId) {
      String from = carrier(name, label);
      client.updateSecretVersionStage(
          request ->
              request
                  .secretId(name)
                  .versionStage(label)
                  .moveToVersionId(versionId)
                  .removeFromVersionId(from));
    }

    @Override
    public void remove(String name, String label) {
      String from = carrier(name, label);
      client.updateSecretVersionStage(
          request -> request.secretId(name).versionStage(label).removeFromVersionId(from));
    }

    private String carrier(String name, String label) {
      Map<String, List<String>> stages =
          client.describeSecret(request -> request.secretId(name)).versionIdsToStages();
      return stages.entrySet().stream()
          .filter(version -> version.getValue().contains(label))
          .map(Map.Entry::getKey)
          .findAny()
          .orElseThrow();
    }
  }
}
