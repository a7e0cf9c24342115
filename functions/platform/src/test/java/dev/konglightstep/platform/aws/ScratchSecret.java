package dev.konglightstep.platform.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/**
 * A secret to try a rule on, through AWS's SDK. Version 1 is {@code v(1)}; what is seen is told in
 * words that are short enough for a table.
 */
record ScratchSecret(SecretsManagerClient client, String name) {
  static final String OK = "ok";

  /** A version's id, which is a ClientRequestToken: 32 to 64 characters. */
  static String v(int number) {
    return "0000000" + number + "-aaaa-bbbb-cccc-000000000000";
  }

  String create(int version, String value) {
    return tried(
        () ->
            client.createSecret(
                request -> request.name(name).clientRequestToken(v(version)).secretString(value)));
  }

  String createEmpty() {
    return tried(() -> client.createSecret(request -> request.name(name)));
  }

  /** Without stages it names none. */
  String put(int version, String value, String... stages) {
    return tried(
        () ->
            client.putSecretValue(
                request -> {
                  request.secretId(name).clientRequestToken(v(version)).secretString(value);
                  if (stages.length > 0) {
                    request.versionStages(stages);
                  }
                }));
  }

  String update(int version, String value) {
    return tried(
        () ->
            client.updateSecret(
                request ->
                    request.secretId(name).clientRequestToken(v(version)).secretString(value)));
  }

  String move(String label, int from, int to) {
    return stage(label, v(from), v(to));
  }

  String add(String label, int to) {
    return stage(label, null, v(to));
  }

  String remove(String label, int from) {
    return stage(label, v(from), null);
  }

  String rotate(int version) {
    return tried(
        () ->
            client.rotateSecret(request -> request.secretId(name).clientRequestToken(v(version))));
  }

  String delete() {
    return tried(() -> client.deleteSecret(request -> request.secretId(name)));
  }

  /** The value, or how the reading failed. */
  String get(Consumer<GetSecretValueRequest.Builder> which) {
    try {
      return client.getSecretValue(request -> which.accept(request.secretId(name))).secretString();
    } catch (SdkServiceException e) {
      return code(e);
    }
  }

  String getCurrent() {
    return get(request -> {});
  }

  String get(int version) {
    return get(request -> request.versionId(v(version)));
  }

  /** As DescribeSecret tells them: {@code 1=AWSPREVIOUS 2=AWSCURRENT+live}. */
  String labels() {
    Map<String, List<String>> stages =
        client.describeSecret(request -> request.secretId(name)).versionIdsToStages();
    return new TreeMap<>(stages)
        .entrySet().stream()
            .map(version -> number(version.getKey()) + "=" + joined(version.getValue()))
            .collect(Collectors.joining(" "));
  }

  /** The versions that ListSecretVersionIds gives: {@code 1 2}. */
  String listed(boolean deprecatedToo) {
    return client
        .listSecretVersionIds(request -> request.secretId(name).includeDeprecated(deprecatedToo))
        .versions()
        .stream()
        .map(version -> number(version.versionId()))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** The status of the answer to a call that is refused. */
  static int status(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (SdkServiceException e) {
      return e.statusCode();
    }
  }

  private String stage(String label, @Nullable String from, @Nullable String to) {
    return tried(
        () ->
            client.updateSecretVersionStage(
                request -> {
                  request.secretId(name).versionStage(label);
                  if (from != null) {
                    request.removeFromVersionId(from);
                  }
                  if (to != null) {
                    request.moveToVersionId(to);
                  }
                }));
  }

  private static String tried(Runnable call) {
    try {
      call.run();
      return OK;
    } catch (SdkServiceException e) {
      return code(e);
    }
  }

  private static String code(SdkServiceException e) {
    return e instanceof AwsServiceException service
        ? service.awsErrorDetails().errorCode()
        : e.getClass().getSimpleName();
  }

  private static String number(String versionId) {
    return versionId.substring(7, 8);
  }

  private static String joined(List<String> labels) {
    return labels.stream().sorted().collect(Collectors.joining("+"));
  }
}
