package dev.konglightstep.rotation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AuditLog writes is what infra/schema/audit-event.json describes. */
class AuditSchemaTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Path FILE =
      Path.of(System.getProperty("project.root", "../.."), "infra/schema/audit-event.json");
  private static final String SECRET =
      "arn:aws:secretsmanager:eu-west-1:000000000000:secret:kong/token-AbCdEf";

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final List<Map<String, Object>> onTheBus = new ArrayList<>();
  private final AuditLog audit =
      new AuditLog(
          new Log(
              Level.ERROR,
              new PrintStream(logged, true, StandardCharsets.UTF_8),
              InstantSource.system()),
          InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z")),
          onTheBus::add);

  @ParameterizedTest
  @EnumSource(AuditEvent.Type.class)
  void record_barest_isOfTheSchema(AuditEvent.Type type) throws IOException {
    audit.record(AuditEvent.of(type, SECRET, "v2", "done"));

    assertThat(mistakes(line())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(AuditEvent.Type.class)
  void record_fullest_isOfTheSchema_inTheLogAndOnTheBus(AuditEvent.Type type) throws IOException {
    audit.record(
        AuditEvent.of(type, SECRET, "v2", "done")
            .after("v1")
            .at(List.of("edge", "inner"))
            .verifiedBy("12 probes accepted")
            .saying("token kong-prod-8"));

    assertThat(mistakes(line())).isEmpty();
    assertThat(MAPPER.<JsonNode>valueToTree(onTheBus.getFirst())).isEqualTo(line());
  }

  @Test
  void schema_describesEveryTypeAndNoOther() throws IOException {
    List<String> types = new ArrayList<>();
    for (JsonNode type : schema().at("/properties/type/oneOf")) {
      types.add(type.path("const").asText());
      assertThat(type.path("description").asText()).as(types.getLast()).isNotBlank();
    }

    assertThat(types)
        .containsExactlyElementsOf(
            Arrays.stream(AuditEvent.Type.values()).map(Enum::name).toList());
  }

  @Test
  void schema_describesEveryField() throws IOException {
    schema()
        .path("properties")
        .properties()
        .forEach(
            field ->
                assertThat(field.getValue().path("description").asText())
                    .as(field.getKey())
                    .isNotBlank());
  }

  /** A schema that allows everything would hold nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"id", "type", "time", "secret", "version", "correlation", "targets"})
  void schema_eventWithoutAField_isRefused(String field) throws IOException {
    audit.record(AuditEvent.of(AuditEvent.Type.PoolLow, SECRET, "v2", "low"));
    ObjectNode event = (ObjectNode) line();
    event.remove(field);

    assertThat(mistakes(event)).isNotEmpty();
  }

  @Test
  void schema_eventOfAnotherKind_isRefused() throws IOException {
    audit.record(AuditEvent.of(AuditEvent.Type.PoolLow, SECRET, "v2", "low"));

    assertThat(mistakes(((ObjectNode) line()).put("type", "SomethingElse"))).isNotEmpty();
    assertThat(mistakes(((ObjectNode) line()).put("token", "x"))).isNotEmpty();
    assertThat(mistakes(((ObjectNode) line()).put("time", "yesterday"))).isNotEmpty();
    assertThat(mistakes(((ObjectNode) line()).put("id", "17"))).isNotEmpty();
  }

  private JsonNode line() throws IOException {
    return MAPPER.readTree(logged.toByteArray()).path("audit");
  }

  private static JsonNode schema() throws IOException {
    return MAPPER.readTree(Files.readString(FILE));
  }

  private static Set<ValidationMessage> mistakes(JsonNode event) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(FILE));
    return schema.validate(
        event.toString(),
        InputFormat.JSON,
        execution -> execution.getExecutionConfig().setFormatAssertionsEnabled(true));
  }
}
