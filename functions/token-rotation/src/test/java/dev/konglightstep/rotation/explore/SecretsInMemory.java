package dev.konglightstep.rotation.explore;

import dev.konglightstep.standins.secretsmanager.Description;
import dev.konglightstep.standins.secretsmanager.PutSecretValue;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFailure;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.UpdateSecretVersionStage;
import dev.konglightstep.standins.secretsmanager.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/**
 * The SDK's client over the model, without HTTP: what our adapters make of the SDK's answers and
 * exceptions is explored too. That the real client behaves so is tested over real HTTP elsewhere.
 */
final class SecretsInMemory implements SecretsManagerClient {
  private final SecretsManagerModel model;
  private final Duration lag;
  private final Wire wire;

  SecretsInMemory(SecretsManagerModel model, Duration lag, Wire wire) {
    this.model = model;
    this.lag = lag;
    this.wire = wire;
  }

  @Override
  public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
    return call(
        request,
        false,
        () -> {
          Description secret = model.asOf(lag).describeSecret(request.secretId());
          return DescribeSecretResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .versionIdsToStages(secret.stages())
              .lastChangedDate(secret.lastChanged())
              .rotationEnabled(secret.rotationEnabled().orElse(null))
              .build();
        });
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    return call(
        request,
        false,
        () -> {
          Version version =
              model
                  .asOf(lag)
                  .getSecretValue(
                      request.secretId(),
                      Optional.ofNullable(request.versionId()),
                      Optional.ofNullable(request.versionStage()));
          return GetSecretValueResponse.builder()
              .versionId(version.id())
              .versionStages(version.labels())
              .secretString(version.value().orElseThrow())
              .build();
        });
  }

  @Override
  public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
    return call(
        request,
        true,
        () -> {
          model.putSecretValue(
              new PutSecretValue(
                  request.secretId(),
                  request.clientRequestToken(),
                  request.secretString(),
                  request.hasVersionStages()
                      ? Optional.of(new HashSet<>(request.versionStages()))
                      : Optional.empty(),
                  Optional.ofNullable(request.rotationToken())));
          return PutSecretValueResponse.builder().build();
        });
  }

  @Override
  public UpdateSecretVersionStageResponse updateSecretVersionStage(
      UpdateSecretVersionStageRequest request) {
    return call(
        request,
        true,
        () -> {
          model.updateSecretVersionStage(
              new UpdateSecretVersionStage(
                  request.secretId(),
                  request.versionStage(),
                  Optional.ofNullable(request.removeFromVersionId()),
                  Optional.ofNullable(request.moveToVersionId())));
          return UpdateSecretVersionStageResponse.builder().build();
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private <T> T call(AwsRequest request, boolean writes, Supplier<T> effect) {
    Duration timeout =
        request
            .overrideConfiguration()
            .flatMap(AwsRequestOverrideConfiguration::apiCallTimeout)
            .orElseThrow();
    try {
      return wire.call(writes, timeout, effect);
    } catch (SecretsManagerFailure e) {
      throw translate(e);
    } catch (IOException e) {
      throw SdkClientException.create(e.getMessage());
    }
  }

  private static SecretsManagerException translate(SecretsManagerFailure failure) {
    SecretsManagerException.Builder builder =
        switch (failure.code()) {
          case RESOURCE_NOT_FOUND -> ResourceNotFoundException.builder();
          case RESOURCE_EXISTS -> ResourceExistsException.builder();
          case INVALID_PARAMETER -> InvalidParameterException.builder();
          case INVALID_REQUEST -> InvalidRequestException.builder();
          case LIMIT_EXCEEDED -> LimitExceededException.builder();
          case ACCESS_DENIED, INVALID_ACTION -> SecretsManagerException.builder();
        };
    return (SecretsManagerException) builder.message(failure.getMessage()).statusCode(400).build();
  }
}
