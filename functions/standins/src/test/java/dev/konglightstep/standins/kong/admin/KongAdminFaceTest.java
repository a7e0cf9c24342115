package dev.konglightstep.standins.kong.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KongAdminFaceTest {
  private static final URI ENDPOINT = URI.create("https://proxy.example/v1/traces");
  private static final String ID = "00000000-0000-0000-0000-000000000002";

  private final AtomicInteger ids = new AtomicInteger();
  private final KongAdminModel model = model(Edition.OPEN_SOURCE);
  private final KongAdminModel enterprise = model(Edition.ENTERPRISE);
  private KongAdminFace face = new KongAdminFace(model);

  @BeforeEach
  void fill() {
    model.add(KongAdminModel.DEFAULT, new Parent(Parent.Kind.SERVICE, "orders"));
    model.addOpenTelemetry(
        KongAdminModel.DEFAULT, Optional.empty(), ENDPOINT, Map.of("x-ingest-key", "old"));
    enterprise.addWorkspace("team");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /plugins/00000000-0000-0000-0000-000000000002 |                | 200
          GET    | /plugins/none                                 |                | 404
          PATCH  | /plugins/00000000-0000-0000-0000-000000000002 | {"tags":["a"]} | 200
          PATCH  | /plugins/none                                 | {"tags":["a"]} | 404
          PATCH  | /plugins/00000000-0000-0000-0000-000000000002 | {"tags":       | 400
          PATCH  | /plugins/00000000-0000-0000-0000-000000000002 | []             | 400
          PATCH  | /plugins/00000000-0000-0000-0000-000000000002 | {"x":1}        | 400
          PUT    | /plugins/mine                                 | {"name":"cors"} | 200
          DELETE | /plugins/00000000-0000-0000-0000-000000000002 |                | 204
          DELETE | /plugins/none                                 |                | 204
          BREW   | /plugins/00000000-0000-0000-0000-000000000002 |                | 405
          POST   | /plugins                                      | {"name":"cors"} | 201
          POST   | /plugins                                      | {"name":"opentelemetry","config":{"endpoint":"https://a.example"}} | 409
          DELETE | /plugins                                      |                | 405
          POST   | /services/orders/plugins                      | {"name":"cors"} | 201
          POST   | /services/none/plugins                        | {"name":"cors"} | 404
          GET    | /services/orders/plugins                      |                | 200
          GET    | /services/orders/plugins/00000000-0000-0000-0000-000000000002 | | 404
          GET    | /plugins?size=2000                            |                | 400
          GET    | /plugins?size=ten                             |                | 400
          GET    | /plugins?offset=nonsense                      |                | 400
          PATCH  | /plugins/00000000-0000-0000-0000-000000000002 | {"config":{"sampling_rate":0.5}} | 200
          PATCH  | /plugins/00000000-0000-0000-0000-000000000002 | {"config":{"sampling_rate":1.5}} | 400
          PATCH  | /plugins/00000000-0000-0000-0000-000000000002 | {"config":{"sampling_rate":"1"}} | 400
          GET    | /routes                                       |                | 200
          GET    | /routes/none                                  |                | 404
          GET    | /workspaces                                   |                | 404
          GET    | /team/plugins                                 |                | 404
          GET    | /vaults/none                                  |                | 404
          GET    | /plugins/a/b                                  |                | 404
          """)
  void answer_openSource_hasKongsStatus(String method, String target, String body, int status) {
    Bytes bytes = body == null ? Bytes.EMPTY : Bytes.utf8(body);
    Response answer = face.answer(new Request(method, target, Headers.NONE, bytes));

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void routes_arePagedAndNameTheirService() throws Exception {
    String first =
        model.addRoute(KongAdminModel.DEFAULT, "a", List.of("/a", "~/b"), Optional.of("orders"));
    String second = model.addRoute(KongAdminModel.DEFAULT, "b", List.of(), Optional.empty());

    JsonNode page = get("/routes?size=1", 200);
    JsonNode rest = get("/routes?size=1&offset=" + page.path("offset").asText(), 200);

    assertThat(page.path("data")).hasSize(1);
    assertThat(page.at("/data/0/id").asText()).isEqualTo(first);
    assertThat(page.at("/data/0/paths/1").asText()).isEqualTo("~/b");
    assertThat(page.at("/data/0/service/id").asText())
        .isEqualTo("00000000-0000-0000-0000-000000000001");
    assertThat(rest.at("/data/0/id").asText()).isEqualTo(second);
    assertThat(rest.at("/data/0/paths").isNull()).isTrue();
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(get("/routes/a", 200).path("id").asText()).isEqualTo(first);
    assertThat(get("/routes/" + second, 200).path("name").asText()).isEqualTo("b");
  }

  @Test
  void get_plugin_showsHeadersInClear() throws Exception {
    assertThat(get("/plugins/" + ID, 200).at("/config/headers/x-ingest-key").asText())
        .isEqualTo("old");
    assertThat(get("/plugins/none", 404).toString()).isEqualTo("{\"message\":\"Not found\"}");
  }

  @Test
  void get_pages_leadFromOneToTheNext() throws Exception {
    for (int i = 0; i < 4; i++) {
      String parent = model.add(KongAdminModel.DEFAULT, new Parent(Parent.Kind.ROUTE, "r" + i));
      model.addOpenTelemetry(
          KongAdminModel.DEFAULT,
          Optional.of(new Parent(Parent.Kind.ROUTE, parent)),
          ENDPOINT,
          Map.of());
    }
    List<String> seen = new ArrayList<>();
    JsonNode page = get("/plugins?size=2&name=nobody", 200);
    while (!page.path("next").isNull()) {
      page.path("data").forEach(plugin -> seen.add(plugin.path("id").asText()));
      assertThat(page.path("offset").isTextual()).isTrue();
      page = get(page.path("next").asText(), 200);
    }
    page.path("data").forEach(plugin -> seen.add(plugin.path("id").asText()));

    assertThat(seen).hasSize(5).isSorted().doesNotHaveDuplicates();
    assertThat(page.has("offset")).isFalse();
  }

  @Test
  void get_root_tellsVersionAndDatabase() throws Exception {
    model.configure("vault_aws_ttl", "120");

    JsonNode root = get("/", 200);

    assertThat(root.path("version").asText()).isEqualTo("3.9.3");
    assertThat(root.at("/configuration/database").asText()).isEqualTo("postgres");
    assertThat(root.at("/configuration/vault_aws_ttl").asText()).isEqualTo("120");
    assertThat(get("/status", 200).at("/database/reachable").asBoolean()).isTrue();
  }

  @Test
  void get_withoutDatabase_tellsAHashAndRefusesWrites() throws Exception {
    face = new KongAdminFace(model(Edition.OPEN_SOURCE.withoutDatabase()));

    assertThat(get("/", 200).at("/configuration/database").asText()).isEqualTo("off");
    assertThat(get("/status", 200).path("configuration_hash").asText()).hasSize(32);
    Response refused = face.answer(new Request("POST", "/plugins", Headers.NONE, Bytes.utf8("{}")));
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.body().text())
        .isEqualTo(
            "{\"code\":12,\"name\":\"operation unsupported\",\"message\":"
                + "\"cannot create 'plugins' entities when not using a database\"}");
  }

  @Test
  void get_dataPlanes_listsWhoFollows() throws Exception {
    model.addNode("dp-1", Duration.ofSeconds(5));

    JsonNode first = get("/clustering/data-planes", 200).at("/data/0");

    assertThat(first.path("hostname").asText()).isEqualTo("dp-1");
    assertThat(first.path("config_hash").asText()).isEqualTo(model.hash());
    assertThat(first.path("sync_status").asText()).isEqualTo("normal");
  }

  @Test
  void get_vaults_byPrefixAndAll() throws Exception {
    model.addVault("mine", "aws", JsonNodeFactory.instance.objectNode().put("ttl", 60));

    assertThat(get("/vaults/mine", 200).at("/config/ttl").asInt()).isEqualTo(60);
    assertThat(get("/vaults", 200).at("/data/0/name").asText()).isEqualTo("aws");
  }

  @Test
  void enterprise_prefixIsAWorkspace() throws Exception {
    face = new KongAdminFace(enterprise);
    String id = enterprise.addOpenTelemetry("team", Optional.empty(), ENDPOINT, Map.of());

    assertThat(get("/team/plugins", 200).at("/data/0/id").asText()).isEqualTo(id);
    assertThat(get("/plugins", 200).path("data")).isEmpty();
    assertThat(get("/default/plugins", 200).path("data")).isEmpty();
    assertThat(get("/team/plugins/" + id, 200).path("name").asText()).isEqualTo("opentelemetry");
    assertThat(get("/workspaces?size=1", 200).at("/data/0/name").asText()).isEqualTo("default");
    get("/nobody/plugins", 404);
  }

  @Test
  void enterprise_withRbac_asksForAToken() throws Exception {
    face =
        new KongAdminFace(
            enterprise, new Rbac(Map.of("reader", Rbac.Right.READ, "writer", Rbac.Right.WRITE)));

    assertThat(get("/plugins", 401).path("message").asText()).isEqualTo("Invalid RBAC credentials");
    assertThat(as("other", "GET")).isEqualTo(401);
    assertThat(as("reader", "GET")).isEqualTo(200);
    assertThat(as("reader", "POST")).isEqualTo(403);
    assertThat(as("writer", "POST")).isEqualTo(201);
  }

  private int as(String token, String method) {
    Headers headers = Headers.of("Kong-Admin-Token", token);
    return face.answer(
            new Request(method, "/team/plugins", headers, Bytes.utf8("{\"name\":\"cors\"}")))
        .status();
  }

  private JsonNode get(String target, int status) throws Exception {
    Response answer = face.answer(new Request("GET", target, Headers.NONE, Bytes.EMPTY));
    assertThat(answer.status()).isEqualTo(status);
    return new JsonMapper().readTree(answer.body().text());
  }

  private KongAdminModel model(Edition edition) {
    return new KongAdminModel(
        edition,
        () -> Instant.parse("2026-11-24T10:00:00Z"),
        () -> "00000000-0000-0000-0000-%012d".formatted(ids.incrementAndGet()));
  }
}
