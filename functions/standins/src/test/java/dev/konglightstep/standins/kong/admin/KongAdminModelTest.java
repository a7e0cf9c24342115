package dev.konglightstep.standins.kong.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule as it was seen on Kong 3.9.3 with Postgres, or read in its source. */
class KongAdminModelTest {
  private static final String WS = KongAdminModel.DEFAULT;
  private static final URI ENDPOINT = URI.create("https://proxy.example/v1/traces");

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final AtomicInteger ids = new AtomicInteger();
  private KongAdminModel model = model(Edition.OPEN_SOURCE);

  @Test
  void create_barePlugin_showsEveryFieldWithItsDefault() throws Exception {
    ObjectNode plugin = create("{\"traces_endpoint\":\"https://proxy.example/v1/traces\"}");

    JsonNode expected =
        json(
            """
            {"id":"00000000-0000-0000-0000-000000000001","name":"opentelemetry",
             "instance_name":null,"enabled":true,"tags":null,
             "protocols":["grpc","grpcs","http","https"],
             "service":null,"route":null,"consumer":null,
             "created_at":1795514400,"updated_at":1795514400,
             "config":{
               "traces_endpoint":"https://proxy.example/v1/traces","logs_endpoint":null,
               "headers":null,"resource_attributes":null,"sampling_rate":null,
               "connect_timeout":1000,"send_timeout":5000,"read_timeout":5000,
               "batch_flush_delay":null,"batch_span_count":null,
               "http_response_header_for_traceid":null,"header_type":"preserve",
               "propagation":{
                 "clear":null,"default_format":"w3c","extract":null,"inject":null},
               "queue":{
                 "concurrency_limit":1,"initial_retry_delay":0.01,"max_batch_size":200,
                 "max_bytes":null,"max_coalescing_delay":1,"max_entries":10000,
                 "max_retry_delay":60,"max_retry_time":60}}}
            """);
    assertThat(json(plugin.toString())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the PATCH                                   | a pointer into the answer     | what is there
          {"config":{"headers":{"x-ingest-key":"new"}}} | /config/headers               | {"x-ingest-key":"new"}
          {"config":{"headers":{"x-ingest-key":"new"}}} | /config/read_timeout          | 7000
          {"config":{"headers":null}}                   | /config/headers               | null
          {"config":{"queue":{"max_entries":5}}}        | /config/queue/max_batch_size  | 1000
          {"config":{"queue":{"max_entries":5}}}        | /config/queue/max_entries     | 5
          {"config":{"resource_attributes":{"b":"2"}}}  | /config/resource_attributes   | {"b":"2"}
          {"tags":["c"]}                                | /tags                         | ["c"]
          {"tags":["c"]}                                | /config/headers/x-extra       | "kept"
          {"enabled":false}                             | /enabled                      | false
          {"config":{"endpoint":"https://b.example/x"}} | /config/traces_endpoint       | "https://b.example/x"
          """)
  void patch_mergesRecordsAndReplacesMapsAndArrays(String change, String pointer, String expected)
      throws Exception {
    String id =
        create(
                """
                {"traces_endpoint":"https://proxy.example/v1/traces","read_timeout":7000,
                 "headers":{"x-ingest-key":"old","x-extra":"kept"},
                 "resource_attributes":{"a":"1"},"queue":{"max_batch_size":1000}}
                """)
            .path("id")
            .asText();
    now = now.plusSeconds(5);

    ObjectNode plugin = model.patch(WS, id, json(change));

    assertThat(plugin.at(pointer)).isEqualTo(new JsonMapper().readTree(expected));
    assertThat(plugin.path("config").has("endpoint")).isFalse();
    assertThat(plugin.path("updated_at").asLong()).isEqualTo(now.getEpochSecond());
    assertThat(plugin.path("created_at").asLong()).isEqualTo(now.getEpochSecond() - 5);
    assertThat(model.find(WS, id)).contains(plugin);
  }

  @Test
  void put_leavesOut_returnsToDefaults() throws Exception {
    String id =
        model
            .create(
                WS,
                Optional.empty(),
                json(
                    """
                    {"name":"opentelemetry","tags":["otel"],
                     "config":{"traces_endpoint":"https://a.example/","read_timeout":7000}}
                    """))
            .path("id")
            .asText();

    ObjectNode plugin =
        model.put(
            WS,
            id,
            json("{\"name\":\"opentelemetry\",\"config\":{\"endpoint\":\"https://b.example/\"}}"));

    assertThat(plugin.at("/config/read_timeout").asInt()).isEqualTo(5000);
    assertThat(plugin.at("/config/traces_endpoint").asText()).isEqualTo("https://b.example/");
    assertThat(plugin.path("tags").isNull()).isTrue();
    assertThat(plugin.path("id").asText()).isEqualTo(id);
  }

  @Test
  void put_unknownKey_makesAPlugin() throws Exception {
    String id = "11111111-2222-3333-4444-555555555555";
    String body = "{\"name\":\"cors\",\"config\":{}}";

    assertThat(model.put(WS, id, json(body)).path("id").asText()).isEqualTo(id);
    model.delete(WS, id);
    assertThat(model.put(WS, "mine", json(body)).path("instance_name").asText()).isEqualTo("mine");
    assertThatThrownBy(() -> model.put(WS, id, json("{}"))).isInstanceOf(KongRefusal.class);
  }

  @Test
  void find_byIdOrInstanceName_isTheSame() throws Exception {
    ObjectNode plugin =
        model.create(
            WS, Optional.empty(), json("{\"name\":\"cors\",\"instance_name\":\"cors-1\"}"));

    assertThat(model.find(WS, "cors-1")).contains(plugin);
    assertThat(model.find(WS, plugin.path("id").asText())).contains(plugin);
    assertThat(model.find(WS, "cors-2")).isEmpty();
    assertThat(model.patch(WS, "cors-1", json("{\"enabled\":false}")).path("enabled").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"foo":1,"endpoint":"https://a.example"}          | {"config":{"foo":"unknown field"}}                | schema violation (config.foo: unknown field)
          {"headers":{"a":1},"endpoint":"https://a.example"} | {"config":{"headers":{"a":"expected a string"}}} | schema violation (config.headers: {"a":"expected a string"})
          {"headers":{"a":""},"endpoint":"https://a.example"} | {"config":{"headers":{"a":"length must be at least 1"}}} | schema violation (config.headers: {"a":"length must be at least 1"})
          {"headers":[],"endpoint":"https://a.example"}     | {"config":{"headers":"expected a map"}}           | schema violation (config.headers: expected a map)
          {"endpoint":"no-url"}                             | {"config":{"traces_endpoint":"missing host in url"}} | schema violation (config.traces_endpoint: missing host in url)
          {"read_timeout":"x","send_timeout":true,"endpoint":"https://a.example"} | {"config":{"read_timeout":"expected an integer","send_timeout":"expected an integer"}} | 2 schema violations (config.read_timeout: expected an integer; config.send_timeout: expected an integer)
          {} | {"config":{"@entity":["at least one of these fields must be non-empty: 'traces_endpoint', 'logs_endpoint'"]}} | schema violation (config.@entity: ["at least one of these fields must be non-empty: 'traces_endpoint', 'logs_endpoint'"])
          """)
  void create_againstTheSchema_namesTheFields(String config, String fields, String message)
      throws Exception {
    JsonNode expected = new JsonMapper().readTree(fields);
    refused(400, () -> create(config))
        .satisfies(
            refusal -> {
              assertThat(refusal.body().path("code").asInt()).isEqualTo(2);
              assertThat(refusal.body().path("name").asText()).isEqualTo("schema violation");
              assertThat(refusal.body().path("fields")).isEqualTo(expected);
              assertThat(refusal.body().path("message").asText()).isEqualTo(message);
            });
  }

  @Test
  void patch_refused_changesNothing() throws Exception {
    String id = model.addOpenTelemetry(WS, Optional.empty(), ENDPOINT, Map.of("a", "1"));
    ObjectNode before = model.find(WS, id).orElseThrow().deepCopy();

    refused(
        400,
        () -> model.patch(WS, id, json("{\"config\":{\"traces_endpoint\":null,\"headers\":{}}}")));

    assertThat(model.find(WS, id)).contains(before);
    refused(404, () -> model.patch(WS, "nobody", json("{}")))
        .satisfies(it -> assertThat(it.body().toString()).isEqualTo("{\"message\":\"Not found\"}"));
  }

  @Test
  void create_samePlace_conflicts() throws Exception {
    model.add(WS, new Parent(Parent.Kind.SERVICE, "orders"));
    Optional<Parent> orders = Optional.of(new Parent(Parent.Kind.SERVICE, "orders"));
    model.addOpenTelemetry(WS, Optional.empty(), ENDPOINT, Map.of());
    model.addOpenTelemetry(WS, orders, ENDPOINT, Map.of());

    refused(409, () -> model.addOpenTelemetry(WS, orders, ENDPOINT, Map.of()))
        .satisfies(
            it -> {
              assertThat(it.body().path("code").asInt()).isEqualTo(5);
              assertThat(it.body().path("name").asText()).isEqualTo("unique constraint violation");
              assertThat(it.body().at("/fields/name").asText()).isEqualTo("opentelemetry");
            });
    model.create(WS, Optional.empty(), json("{\"name\":\"cors\",\"instance_name\":\"x\"}"));
    refused(
        409, () -> model.create(WS, orders, json("{\"name\":\"cors\",\"instance_name\":\"x\"}")));
  }

  @Test
  void create_belowNothing_isRefused() throws Exception {
    Optional<Parent> nobody = Optional.of(new Parent(Parent.Kind.ROUTE, "nobody"));

    refused(404, () -> model.addOpenTelemetry(WS, nobody, ENDPOINT, Map.of()));
    refused(
            400,
            () ->
                model.create(
                    WS,
                    Optional.empty(),
                    json("{\"name\":\"cors\",\"route\":{\"id\":\"nobody\"}}")))
        .satisfies(it -> assertThat(it.body().path("code").asInt()).isEqualTo(4));
    refused(400, () -> model.create(WS, Optional.empty(), json("{\"name\":\"none-such\"}")));
  }

  @Test
  void list_inTheOrderOfIds_goesOnWhereItStopped() throws Exception {
    for (int i = 0; i < 5; i++) {
      tagged("[\"otel\",\"" + (i % 2 == 0 ? "even" : "odd") + "\"]");
    }

    Page first = list(2, Optional.empty(), "otel");
    Page second = list(2, first.offset(), "otel");
    Page last = list(2, second.offset(), "otel");

    assertThat(idsOf(first, second, last)).containsExactly("1", "2", "3", "4", "5");
    assertThat(last.offset()).isEmpty();
    assertThat(idsOf(list(2, Optional.empty(), "otel,odd"))).containsExactly("2", "4");
    assertThat(idsOf(list(9, Optional.empty(), "odd/none"))).containsExactly("2", "4");
    assertThat(idsOf(list(9, Optional.empty(), "otel,none"))).isEmpty();
    refused(400, () -> list(1001, Optional.empty(), "otel"));
    refused(400, () -> list(0, Optional.empty(), "otel"));
    refused(400, () -> list(1, Optional.of("%"), "otel"));
  }

  @Test
  void write_withoutDatabase_isUnsupported() throws Exception {
    model = model(Edition.OPEN_SOURCE.withoutDatabase());

    for (ThrowingCallable write :
        List.<ThrowingCallable>of(
            () -> create("{\"endpoint\":\"https://a.example\"}"),
            () -> model.patch(WS, "any", json("{}")),
            () -> model.put(WS, "any", json("{}")),
            () -> model.delete(WS, "any"))) {
      refused(405, write).satisfies(it -> assertThat(it.body().path("code").asInt()).isEqualTo(12));
    }
  }

  @Test
  void older_hasEndpointForAField() throws Exception {
    model = model(Edition.OPEN_SOURCE.in("3.4.2"));

    assertThat(create("{\"endpoint\":\"https://a.example\"}").at("/config/endpoint").asText())
        .isEqualTo("https://a.example");
    refused(400, () -> create("{\"traces_endpoint\":\"https://a.example\"}"));
    refused(400, () -> create("{}"));
  }

  @Test
  void workspaces_keepTheirPluginsApart() {
    model = model(Edition.ENTERPRISE);
    model.addWorkspace("team");
    String id = model.addOpenTelemetry("team", Optional.empty(), ENDPOINT, Map.of("a", "1"));

    assertThat(model.find("team", id)).isPresent();
    assertThat(model.find(WS, id)).isEmpty();
    assertThat(model.workspaces()).containsExactly("default", "team");
    refused(404, () -> model.find("nobody", id));
  }

  @Test
  void configOn_nodes_seeAChangeWhenTheyAskNext() throws Exception {
    String id = model.addOpenTelemetry(WS, Optional.empty(), ENDPOINT, Map.of("k", "old"));
    model.addNode("patched", Duration.ZERO);
    model.addNode("other", Duration.ofSeconds(5));
    now = now.plusSeconds(7);

    model.patch(WS, id, json("{\"config\":{\"headers\":{\"k\":\"new\"}}}"));

    assertThat(on("patched", id)).isEqualTo("new");
    assertThat(on("other", id)).isEqualTo("old");
    assertThat(hashes()).hasSize(2);
    now = now.plusMillis(2_999);
    assertThat(on("other", id)).isEqualTo("old");
    now = now.plusMillis(1);
    assertThat(on("other", id)).isEqualTo("new");
    assertThat(hashes()).hasSize(1);
    model.delete(WS, id);
    assertThat(model.configOn("patched", id)).isEmpty();
    assertThat(on("other", id)).isEqualTo("new");
  }

  @Test
  void copy_goesItsOwnWay() throws Exception {
    String id = model.addOpenTelemetry(WS, Optional.empty(), ENDPOINT, Map.of("k", "old"));
    model.addNode("node", Duration.ofSeconds(5));
    KongAdminModel copy = model.copy();

    copy.patch(WS, id, json("{\"config\":{\"headers\":{\"k\":\"new\"}}}"));
    now = now.plusSeconds(5);

    assertThat(model.config(WS, id).orElseThrow().headers()).containsEntry("k", "old");
    assertThat(copy.config(WS, id).orElseThrow().headers()).containsEntry("k", "new");
    assertThat(on("node", id)).isEqualTo("old");
    assertThat(copy.configOn("node", id).orElseThrow().headers()).containsEntry("k", "new");
    assertThat(copy.config(WS, id)).asString().contains("k").doesNotContain("new");
  }

  private KongAdminModel model(Edition edition) {
    return new KongAdminModel(
        edition, () -> now, () -> "00000000-0000-0000-0000-%012d".formatted(ids.incrementAndGet()));
  }

  private ObjectNode create(String config) throws JsonProcessingException {
    return model.create(
        WS, Optional.empty(), json("{\"name\":\"opentelemetry\",\"config\":" + config + "}"));
  }

  private void tagged(String tags) throws JsonProcessingException {
    String service = model.add(WS, new Parent(Parent.Kind.SERVICE, "s" + ids.get()));
    ids.decrementAndGet();
    model.create(
        WS,
        Optional.of(new Parent(Parent.Kind.SERVICE, service)),
        json("{\"name\":\"cors\",\"tags\":" + tags + "}"));
  }

  private Page list(int size, Optional<String> offset, String tags) {
    return model.list(WS, Optional.empty(), new Page.Query(size, offset, Optional.of(tags)));
  }

  private static List<String> idsOf(Page... pages) {
    return List.of(pages).stream()
        .flatMap(page -> page.data().stream())
        .map(plugin -> plugin.path("id").asText().replaceFirst(".*-0*", ""))
        .toList();
  }

  private String on(String node, String id) {
    return model.configOn(node, id).orElseThrow().headers().getOrDefault("k", "");
  }

  private List<String> hashes() {
    return model.nodes().values().stream().map(KongAdminModel.NodeState::hash).distinct().toList();
  }

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) new JsonMapper().readTree(text);
  }

  private static AbstractThrowableAssert<?, KongRefusal> refused(
      int status, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(type(KongRefusal.class))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.throwable(KongRefusal.class));
  }
}
