package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** infra/kong/kong.yaml and kong.conf: that Kong takes them, and that they say what they are to. */
class KongFilesTest {
  private JsonNode file;
  private final Properties conf = new Properties();

  @BeforeEach
  void read() throws IOException {
    file = new YAMLMapper().readTree(Project.file("infra/kong/kong.yaml").toFile());
    try (var lines = Files.newBufferedReader(Project.file("infra/kong/kong.conf"))) {
      conf.load(lines);
    }
  }

  /** Kong refuses fields that its schema does not have. */
  @Test
  void plugins_areTakenByKong() {
    KongAdminModel kong =
        new KongAdminModel(
            Edition.OPEN_SOURCE, InstantSource.system(), () -> UUID.randomUUID().toString());

    for (JsonNode plugin : file.path("plugins")) {
      ObjectNode entity = (ObjectNode) plugin.deepCopy();
      ObjectNode made = kong.create(KongAdminModel.DEFAULT, Optional.empty(), entity);
      assertThat(made.path("name")).isEqualTo(plugin.path("name"));
    }
  }

  @Test
  void sync_leavesTheRestOfKongAlone() {
    assertThat(file.at("/_format_version").asText()).isEqualTo("3.0");
    assertThat(file.at("/_info/select_tags")).isNotEmpty();
  }

  @Test
  void plugins_areTheTextsBesideThem() {
    assertThat(plugin("pre-function").at("/access")).hasSize(1);
    assertThat(plugin("pre-function").at("/access/0").asText()).isEqualTo(LuaKong.STRIP);
    assertThat(plugin("post-function").at("/access")).hasSize(1);
    assertThat(plugin("post-function").at("/access/0").asText()).isEqualTo(LuaKong.IDENTITY);
  }

  @Test
  void exporter_holdsNoKey_andBatches() {
    JsonNode exporter = plugin("opentelemetry");

    assertThat(exporter.at("/headers/x-ingest-key").asText())
        .isEqualTo("${{ env \"DECK_INGEST_KEY\" }}");
    assertThat(exporter.at("/queue/concurrency_limit").asInt()).isEqualTo(1);
    assertThat(exporter.at("/queue/max_batch_size").asInt()).isEqualTo(1000);
    assertThat(exporter.at("/read_timeout").asInt()).isGreaterThanOrEqualTo(15_000);
    assertThat(exporter.at("/sampling_rate").asDouble()).isEqualTo(1);
  }

  /** A header's name is excluded only as it is spelled (Kong Enterprise, audit log). */
  @Test
  void auditLog_leavesOutOurHeaders_andWhatItDoesByDefault() {
    assertThat(list("audit_log_payload_exclude"))
        .contains("token", "secret", "password", "x-ingest-key", "lightstep-access-token")
        .contains(Lightstep.TOKEN_HEADER);
  }

  @Test
  void spans_ofTheDatabase_areNeverMade() {
    assertThat(list("tracing_instrumentations"))
        .contains("request", "balancer")
        .doesNotContain("all", "db_query");
    assertThat(conf.getProperty("untrusted_lua")).isEqualTo("sandbox");
  }

  private JsonNode plugin(String name) {
    for (JsonNode plugin : file.path("plugins")) {
      if (plugin.path("name").asText().equals(name)) {
        return plugin.path("config");
      }
    }
    throw new AssertionError("no plugin " + name);
  }

  private List<String> list(String name) {
    return List.of(conf.getProperty(name).split(",", -1));
  }
}
