package dev.konglightstep.standins.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Up to ten calls in one request: what is wrong with one entry does not spoil the others. */
record Batch(List<SqsInput> entries) {
  private static final int MOST_ENTRIES = 10;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  /**
   * Makes each call.
   *
   * @throws SqsFailure if the batch as a whole is refused; then no call was made
   */
  ObjectNode answer(Function<SqsInput, ObjectNode> call) {
    check();
    ObjectNode output = SqsOutput.empty();
    ArrayNode successful = output.putArray("Successful");
    ArrayNode failed = output.putArray("Failed");
    for (SqsInput entry : entries) {
      String id = entry.required("Id");
      try {
        successful.add(call.apply(entry).put("Id", id));
      } catch (SqsFailure e) {
        failed
            .addObject()
            .put("Id", id)
            .put("SenderFault", true)
            .put("Code", e.code().queryName())
            .put("Message", e.text());
      }
    }
    return output;
  }

  /** Refuses messages that are more than 1 MiB together. */
  Batch checkSize() {
    check();
    int size = entries.stream().mapToInt(entry -> entry.message("").size()).sum();
    if (size > QueueSettings.MOST_BYTES) {
      throw new SqsFailure(
          SqsFailure.Code.BATCH_REQUEST_TOO_LONG,
          "Batch requests cannot be longer than "
              + QueueSettings.MOST_BYTES
              + " bytes. You have sent "
              + size
              + " bytes.");
    }
    return this;
  }

  private void check() {
    if (entries.isEmpty()) {
      throw new SqsFailure(
          SqsFailure.Code.EMPTY_BATCH_REQUEST,
          "There should be at least one entry in the request.");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw new SqsFailure(
          SqsFailure.Code.TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    Set<String> ids = new HashSet<>();
    for (SqsInput entry : entries) {
      checkId(entry.required("Id"), ids);
    }
  }

  private static void checkId(String id, Set<String> before) {
    if (!ID.matcher(id).matches()) {
      throw new SqsFailure(
          SqsFailure.Code.INVALID_BATCH_ENTRY_ID,
          "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
              + " can be at most 80 letters long.");
    }
    if (!before.add(id)) {
      throw new SqsFailure(SqsFailure.Code.BATCH_ENTRY_IDS_NOT_DISTINCT, "Id " + id + " repeated.");
    }
  }
}
