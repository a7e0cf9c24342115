package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.secretsmanager.PendingAtEnd;
import dev.konglightstep.standins.secretsmanager.RotationDriver;
import dev.konglightstep.standins.secretsmanager.RotationSettings;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.StepCall;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Rotations by AWS's SDK on our stand-in; the function uses the SDK too, as a real one does. */
class RotateSecretOnStandInTest {
  private static final String V1 = ScratchSecret.v(1);
  private static final String V2 = ScratchSecret.v(2);
  private static final String LAMBDA = "arn:aws:lambda:eu-west-1:000000000000:function:rotate";

  private final SecretsManagerModel model = new SecretsManagerModel(InstantSource.system());
  private final RotationDriver driver =
      new RotationDriver(
          model, () -> UUID.randomUUID().toString(), new RotationSettings(0, PendingAtEnd.REMOVED));
  private final LoopbackServer server =
      LoopbackServer.start(
          new SecretsManagerFace(model, driver.inBackground(this::rotate, Runnable::run)),
          new Faults());
  private final SecretsManagerClient client = SecretsManagerRulesContract.client(server.url());
  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void create() {
    client.createSecret(r -> r.name("key").clientRequestToken(V1).secretString("one"));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void rotateSecret_functionThatRotates_endsWithTheNewVersion() {
    String version =
        client
            .rotateSecret(
                r ->
                    r.secretId("key")
                        .clientRequestToken(V2)
                        .rotationLambdaARN(LAMBDA)
                        .rotationRules(rules()))
            .versionId();

    assertThat(version).isEqualTo(V2);
    assertThat(steps).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    DescribeSecretResponse described = client.describeSecret(r -> r.secretId("key"));
    assertThat(described.versionIdsToStages())
        .isEqualTo(Map.of(V1, List.of("AWSPREVIOUS"), V2, List.of("AWSCURRENT")));
    assertThat(described.rotationEnabled()).isTrue();
    assertThat(described.rotationLambdaARN()).isEqualTo(LAMBDA);
    assertThat(described.rotationRules()).isEqualTo(rules());
    assertThat(described.lastRotatedDate()).isNotNull();
    assertThat(client.getSecretValue(r -> r.secretId("key")).secretString()).isEqualTo("two");
  }

  @Test
  void rotateSecret_notImmediately_testsAlone() {
    client.rotateSecret(
        r ->
            r.secretId("key")
                .clientRequestToken(V2)
                .rotationLambdaARN(LAMBDA)
                .rotateImmediately(false));

    assertThat(steps).containsExactly("testSecret");
    assertThat(client.describeSecret(r -> r.secretId("key")).versionIdsToStages())
        .isEqualTo(Map.of(V1, List.of("AWSCURRENT")));
  }

  @Test
  void cancelRotateSecret_afterARotation_keepsTheConfiguration() {
    client.rotateSecret(r -> r.secretId("key").clientRequestToken(V2).rotationLambdaARN(LAMBDA));

    client.cancelRotateSecret(r -> r.secretId("key"));

    DescribeSecretResponse described = client.describeSecret(r -> r.secretId("key"));
    assertThat(described.rotationEnabled()).isFalse();
    assertThat(described.rotationLambdaARN()).isEqualTo(LAMBDA);
    assertThat(described.lastRotatedDate()).isNull();
  }

  @Test
  void rotateSecret_noFunctionThere_isDeniedAndNothingBegins() {
    try (LoopbackServer without =
            LoopbackServer.start(new SecretsManagerFace(model), new Faults());
        SecretsManagerClient other = SecretsManagerRulesContract.client(without.url())) {
      assertThatThrownBy(() -> other.rotateSecret(r -> r.secretId("key").rotationLambdaARN(LAMBDA)))
          .isInstanceOfSatisfying(
              SecretsManagerException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }
    assertThat(model.describeSecret("key").rotationEnabled()).isEmpty();
  }

  @Test
  void deleteSecret_andRestore_isSeenByTheSdk() {
    assertThat(client.deleteSecret(r -> r.secretId("key")).deletionDate()).isNotNull();
    assertThat(client.describeSecret(r -> r.secretId("key")).deletedDate()).isNotNull();
    assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("key")))
        .isInstanceOf(InvalidRequestException.class);

    client.restoreSecret(r -> r.secretId("key"));
    assertThat(client.getSecretValue(r -> r.secretId("key")).secretString()).isEqualTo("one");

    client.deleteSecret(r -> r.secretId("key").forceDeleteWithoutRecovery(true));
    assertThatThrownBy(() -> client.describeSecret(r -> r.secretId("key")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static RotationRulesType rules() {
    return RotationRulesType.builder()
        .scheduleExpression("cron(0 8 1 * ? *)")
        .duration("2h")
        .build();
  }

  private void rotate(StepCall call) {
    steps.add(call.step().wireName());
    switch (call.step()) {
      case CREATE_SECRET ->
          client.putSecretValue(
              r ->
                  r.secretId(call.secretId())
                      .clientRequestToken(call.clientRequestToken())
                      .secretString("two")
                      .versionStages("AWSPENDING")
                      .rotationToken(call.rotationToken().orElseThrow()));
      case SET_SECRET, TEST_SECRET ->
          assertThat(
                  client
                      .getSecretValue(
                          r -> r.secretId(call.secretId()).versionId(call.clientRequestToken()))
                      .versionStages())
              .contains("AWSPENDING");
      case FINISH_SECRET ->
          client.updateSecretVersionStage(
              r ->
                  r.secretId(call.secretId())
                      .versionStage("AWSCURRENT")
                      .removeFromVersionId(V1)
                      .moveToVersionId(call.clientRequestToken()));
    }
  }
}
