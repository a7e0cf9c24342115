package dev.konglightstep.platform.aws;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.platform.json.InvalidDocumentException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Reads secrets whose text is a document of one shape, one attempt each. */
public final class SecretDocuments<T> {
  private final SecretsManagerClient client;
  private final Function<String, T> parser;

  /**
   * Reads nothing yet.
   *
   * @param parser throws {@link InvalidDocumentException} for a text of another shape
   */
  public SecretDocuments(SecretsManagerClient client, Function<String, T> parser) {
    this.client = client;
    this.parser = parser;
  }

  /**
   * The version that carries a label now, or empty if none does or it has no value yet. Always by
   * label: some emulators answer a read without one with an old version.
   *
   * @throws SecretUnavailableException if it could not be read, or is not of the shape
   */
  public Optional<Document<T>> labelled(String secretId, String label, Duration timeout) {
    return read(
        "secret " + secretId + " (" + label + ")",
        GetSecretValueRequest.builder().secretId(secretId).versionStage(label),
        timeout);
  }

  /**
   * The version of that id, or empty if it is gone or has no value yet.
   *
   * @throws SecretUnavailableException if it could not be read, or is not of the shape
   */
  public Optional<Document<T>> byId(String secretId, String versionId, Duration timeout) {
    return read(
        "secret " + secretId + " (version " + versionId + ")",
        GetSecretValueRequest.builder().secretId(secretId).versionId(versionId),
        timeout);
  }

  private Optional<Document<T>> read(
      String what, GetSecretValueRequest.Builder request, Duration timeout) {
    SecretsManagerClients.requireTime(what, "read", timeout);
    GetSecretValueResponse answer;
    try {
      answer =
          client.getSecretValue(
              request.overrideConfiguration(override -> override.apiCallTimeout(timeout)).build());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new SecretUnavailableException(what + " cannot be read: " + SdkFailure.reason(e));
    }
    return Optional.of(document(what, answer));
  }

  private Document<T> document(String what, GetSecretValueResponse answer) {
    if (answer.versionId() == null) {
      throw new SecretUnavailableException(what + " cannot be read: not an answer of this service");
    }
    String text = answer.secretString();
    if (text == null) {
      throw SecretUnavailableException.malformed(what + " is binary; expected a JSON text");
    }
    try {
      return new Document<>(answer.versionId(), parser.apply(text));
    } catch (InvalidDocumentException e) {
      throw SecretUnavailableException.malformed(what + ": " + e.getMessage());
    }
  }

  /** One version's value. */
  public record Document<T>(String versionId, T value) {}
}
