package dev.konglightstep.standins.sqs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.Bytes;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a function answers: {@code {"batchItemFailures":[{"itemIdentifier":"<message id>"}]}}
 * (Lambda Developer Guide, "Handling errors for an SQS event source in Lambda", "Success and
 * failure conditions"). No answer, and no list in it, mean that all is done. An answer that is no
 * JSON, an identifier that is empty, null or missing, or that no message of the batch has, mean
 * that nothing is. What JSON of another kind means is not written there; here it means that nothing
 * is done.
 */
final class BatchAnswer {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private BatchAnswer() {}

  /**
   * The ids of the messages that failed.
   *
   * @param ids of the messages of the batch
   * @throws IllegalArgumentException if the whole batch counts as failed; says why
   */
  static Set<String> failures(Bytes answer, Set<String> ids) {
    JsonNode json = parsed(answer);
    if (json.isMissingNode() || json.isNull()) {
      return Set.of();
    }
    if (!json.isObject()) {
      throw wrong("an answer that is no object");
    }
    JsonNode failures = json.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return Set.of();
    }
    if (!failures.isArray()) {
      throw wrong("batchItemFailures that are no list");
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      failed.add(identifier(failure, ids));
    }
    return failed;
  }

  private static JsonNode parsed(Bytes answer) {
    try {
      return MAPPER.readTree(answer.stream());
    } catch (JacksonException e) {
      throw wrong("an answer that is no JSON");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String identifier(JsonNode failure, Set<String> ids) {
    JsonNode identifier = failure.path("itemIdentifier");
    if (!identifier.isTextual() || !ids.contains(identifier.textValue())) {
      throw wrong("an itemIdentifier that is no message's: " + identifier);
    }
    return identifier.textValue();
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what);
  }
}
