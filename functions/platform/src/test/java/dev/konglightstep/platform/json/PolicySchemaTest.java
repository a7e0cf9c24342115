package dev.konglightstep.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the parser say the same. */
class PolicySchemaTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final PolicySchema schema = new PolicySchema();

  @ParameterizedTest
  @MethodSource("dev.konglightstep.platform.json.PolicyDocuments#good")
  void schema_good_isTaken(String document) {
    assertThat(schema.takes(document)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.konglightstep.platform.json.PolicyDocuments#bad")
  void schema_bad_isRefused(PolicyDocuments.Bad bad) {
    assertThat(schema.takes(bad.document())).isFalse();
  }

  /** Whatever somebody changes in a good policy, both say the same of it. */
  @Property(tries = 3_000)
  void schema_mutated_isJudgedAsByTheParser(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    var good = PolicyDocuments.good().toList();
    JsonNode mutated = MAPPER.readTree(good.get(random.nextInt(good.size())));
    PolicyMutations mutations = new PolicyMutations(random);
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated = mutations.mutate(mutated);
    }
    String document = mutated.toString();

    String message = message(document);

    assertThat(message).doesNotContain("CANARY");
    if (!message.matches(".*(this one is taken|of RE2: .*|empty text does not match)")) {
      assertThat(schema.takes(document)).as(message + " " + document).isEqualTo(message.isEmpty());
    }
  }

  @Test
  void schema_describesEveryField() throws IOException {
    describesEveryField(MAPPER.readTree(PolicySchema.FILE.toFile()), "");
  }

  private static void describesEveryField(JsonNode node, String path) {
    for (var field : node.properties()) {
      boolean isProperties = path.endsWith("/properties");
      boolean switchOrKnown = path.contains("detectors") || path.contains("principal/properties");
      boolean named = field.getValue().has("description") || field.getValue().has("$ref");
      if (isProperties && !switchOrKnown) {
        assertThat(named).as(path + "/" + field.getKey()).isTrue();
      }
      describesEveryField(field.getValue(), path + "/" + field.getKey());
    }
  }

  /** Empty if it is a policy. */
  private static String message(String document) {
    try {
      PolicyJson.parse(document);
      return "";
    } catch (InvalidDocumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
