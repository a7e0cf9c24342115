package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminFace;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import dev.konglightstep.standins.kong.admin.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator leaves rules of a policy to Kong. */
class PolicyPushTest {
  private static final String POLICY =
      """
      {"sampling": {"rules": [
        {"name": "search", "route": "/search*", "keep": 0.01},
        {"name": "errors", "error": true, "keep": 1},
        {"name": "orders", "route": "/orders", "keep": 0.5}],
       "preset": "essentials"}}
      """;

  private final OperatorSet around = new OperatorSet();
  private final KongAdminModel kong =
      new KongAdminModel(
          Edition.OPEN_SOURCE, InstantSource.system(), () -> UUID.randomUUID().toString());
  private final StandIn<KongAdminModel> admin = StandIn.start(kong, KongAdminFace::new);
  private String global = "";
  private String search = "";

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void setUp() throws IOException {
    file = directory.resolve("policy.json");
    Files.writeString(file, POLICY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    global =
        kong.addOpenTelemetry(
            KongAdminModel.DEFAULT,
            Optional.empty(),
            URI.create(around.environment.get("PROXY_URL") + "/v1/traces"),
            Map.of("x-ingest-key", "CANARY-key"));
    search = kong.addRoute(KongAdminModel.DEFAULT, "s", List.of("/search"), Optional.empty());
    kong.addRoute(KongAdminModel.DEFAULT, "o", List.of("/orders"), Optional.empty());
    around.environment.put(
        "KONG_TARGETS",
        """
        [{"name":"edge","secret":"%s","kind":"admin","urls":["%s"],"header":"x-ingest-key"}]
        """
            .formatted(LocalSet.INGEST_KEY_SECRET, admin.url()));
  }

  @AfterEach
  void close() {
    admin.close();
    around.close();
  }

  @Test
  void push_rules_goToKongAndTheFileSaysSo() throws IOException {
    assertThat(run("policy", "push", file.toString())).isZero();

    assertThat(around.lines())
        .containsExactly(
            "policy: rule search goes to Kong: sampling_rate 0.01 at 1 route",
            "policy:   /search: " + admin.url() + "/routes/" + search + " got a plugin",
            "policy: rule errors stays: it asks for error, which Kong does not go by at a route",
            "policy: rule orders stays: errors, before it, may take some requests at /orders",
            "policy: " + file + " says \"at\":\"source\" now; put it where POLICY_URI points to");
    assertThat(Files.readString(file))
        .isEqualTo(POLICY.replace("0.01}", "0.01, \"at\": \"source\"}"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(plugins()).isEqualTo(2);
    assertThat(run("policy", "check", file.toString())).isZero();
  }

  @Test
  void push_again_changesNothing() throws IOException {
    run("policy", "push", file.toString());
    String pushed = Files.readString(file);
    String hash = kong.hash();

    assertThat(run("policy", "push", file.toString())).isZero();

    assertThat(around.lines()).hasSize(3).noneMatch(line -> line.contains("plugin"));
    assertThat(Files.readString(file)).isEqualTo(pushed);
    assertThat(kong.hash()).isEqualTo(hash);
  }

  @Test
  void push_dryRun_saysItAndChangesNothing() throws IOException {
    String hash = kong.hash();

    assertThat(run("policy", "push", file.toString(), "--dry-run")).isZero();

    assertThat(around.lines())
        .containsSubsequence(
            "policy: rule search would go to Kong: sampling_rate 0.01 at 1 route",
            "policy:   /search: " + admin.url() + "/routes/" + search + " would get a plugin",
            "policy: nothing was changed");
    assertThat(Files.readString(file)).isEqualTo(POLICY);
    assertThat(kong.hash()).isEqualTo(hash);
  }

  @Test
  void push_ruleIsGone_takesThePluginAway() throws IOException {
    run("policy", "push", file.toString());
    Files.writeString(file, "{}");

    assertThat(run("policy", "push", file.toString())).isZero();

    assertThat(around.lines())
        .singleElement()
        .asString()
        .startsWith("policy:   /search: " + admin.url() + "/plugins/")
        .endsWith(" was removed, which an earlier push made for a rule that is gone");
    assertThat(plugins()).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo("{}");
  }

  /** The rule stays the proxy's in the file, so nothing is counted as Kong's. */
  @Test
  void push_kongRefuses_leavesTheFile() throws IOException {
    admin
        .faults()
        .always(
            request -> request.method().equals("POST"),
            new Fault.Answer(new Response(403, Headers.NONE, Bytes.utf8("CANARY"))));

    assertThat(run("policy", "push", file.toString())).isEqualTo(1);

    assertThat(around.lines())
        .anySatisfy(line -> assertThat(line).contains("/search: FAILED: ", "(403)"))
        .noneMatch(line -> line.contains("at\":\"source\" now"));
    assertThat(Files.readString(file)).isEqualTo(POLICY);
  }

  @Test
  void push_ruleAtTheSourceThatCannotBe_failsAndNamesIt() throws IOException {
    Files.writeString(
        file, "{\"sampling\":{\"rules\":[{\"host\":\"a\",\"keep\":0,\"at\":\"source\"}]}}");

    assertThat(run("policy", "push", file.toString())).isEqualTo(1);

    assertThat(around.lines())
        .containsExactly(
            "policy: rule rule-1 says \"at\":\"source\" and cannot be there: it asks for host,"
                + " which Kong does not go by at a route");
  }

  @Test
  void push_ruleAtTheProxy_staysThere() throws IOException {
    Files.writeString(file, POLICY.replace("0.01}", "0.01, \"at\": \"proxy\"}"));

    assertThat(run("policy", "push", file.toString())).isZero();

    assertThat(around.lines()).contains("policy: rule search stays: it says \"at\":\"proxy\"");
    assertThat(plugins()).isEqualTo(1);
  }

  @Test
  void push_linkToAFile_staysALink() throws IOException {
    Path link = directory.resolve("link.json");
    Files.createSymbolicLink(link, file);

    assertThat(run("policy", "push", link.toString())).isZero();

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(file)).contains("\"at\": \"source\"");
  }

  @Test
  void push_badInput_saysSo() throws IOException {
    Files.writeString(file, "{\"sampling\":{\"otherwise\":\"CANARY\"}}");
    assertThat(run("policy", "push", file.toString())).isEqualTo(2);
    assertThat(around.errors()).isEqualTo("sampling.otherwise: expected a number from 0 to 1");
    Files.writeString(file, POLICY);
    around.environment.remove("KONG_TARGETS");
    assertThat(run("policy", "push", file.toString())).isEqualTo(2);
    assertThat(around.errors()).contains("KONG_TARGETS: is missing; set it to where Kong is");
    assertThat(run("policy", "push", directory.resolve("none").toString())).isEqualTo(2);
  }

  @Test
  void push_noKong_fails() {
    admin.close();

    assertThat(run("policy", "push", file.toString())).isEqualTo(1);

    assertThat(around.errors()).startsWith("kong-lightstep: " + admin.url());
  }

  private int run(String... args) {
    int exit = around.run(args);
    assertThat(around.all()).doesNotContain("CANARY");
    assertThat(kong.config(KongAdminModel.DEFAULT, global).orElseThrow().headers())
        .isEqualTo(Map.of("x-ingest-key", "CANARY-key"));
    return exit;
  }

  private int plugins() {
    return kong.list(KongAdminModel.DEFAULT, Optional.empty(), Page.Query.FIRST).data().size();
  }
}
