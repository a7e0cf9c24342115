package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.rotation.Held;
import dev.konglightstep.rotation.Held.Content;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.Rbac;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KongAdminReadTest {
  private static final Map<String, String> HOLDS_OLD = Map.of("x-ingest-key", "CANARY-old");

  private KongWorld kong = KongWorld.openSource();

  @AfterEach
  void close() {
    kong.close();
  }

  @Test
  void read_plugin_givesItsAddressAndWhatItHolds() throws Exception {
    String id = kong.plugin(Map.of("X-Ingest-Key", "CANARY-old", "x-extra", "1"));

    Target.Reading reading = kong.target("").read();

    assertThat(reading.held())
        .containsExactly(new Held(kong.address(id), new Content.Plain(KongWorld.OLD)));
    assertThat(reading.foreign()).isEmpty();
  }

  @Test
  void read_manyPages_findsEveryPlugin() throws Exception {
    for (int i = 0; i < 230; i++) {
      kong.pluginOnARoute(KongWorld.TRACES, HOLDS_OLD);
    }
    kong.model.create(
        KongWorld.WS, Optional.empty(), KongWorld.json("{\"name\":\"cors\",\"config\":{}}"));

    assertThat(kong.target("").read().held())
        .hasSize(230)
        .allMatch(held -> held.holds(KongWorld.OLD))
        .doesNotHaveDuplicates();
    assertThat(kong.sent).extracting(Request::path).filteredOn("/plugins"::equals).isEmpty();
    assertThat(kong.methods()).containsExactly("GET", "GET", "GET", "GET");
  }

  @Test
  void read_tags_takesOnlyWhatCarriesAll() throws Exception {
    String both = kong.pluginOnARoute(KongWorld.TRACES, HOLDS_OLD);
    String one = kong.pluginOnARoute(KongWorld.TRACES, HOLDS_OLD);
    kong.patch(both, "{\"tags\":[\"otel\",\"a b&c\"]}");
    kong.patch(one, "{\"tags\":[\"otel\"]}");

    assertThat(kong.target("\"tags\":[\"otel\",\"a b&c\"]").read().held())
        .extracting(Held::plugin)
        .containsExactly(kong.address(both));
  }

  /** Kong ignores a filter by name, and something before it might ignore one by tags. */
  @Test
  void read_otherPlugins_areNobodysConcern() throws Exception {
    String id = kong.pluginOnARoute(KongWorld.TRACES, HOLDS_OLD);
    kong.patch(id, "{\"tags\":[\"otel\"]}");
    String untagged = kong.plugin(kong.pluginOnARoute(KongWorld.TRACES, HOLDS_OLD)).toString();
    String other =
        untagged
            .replace("\"opentelemetry\"", "\"http-log\"")
            .replace("\"tags\":null", "\"tags\":[\"otel\"]");
    kong.faults.always(
        request -> request.path().equals("/plugins"),
        new Fault.Answer(
            Answers.json(
                200, "{\"data\":[" + untagged + "," + other + "," + kong.plugin(id) + "]}")));

    Target.Reading reading = kong.target("\"tags\":[\"otel\"]").read();

    assertThat(reading.held()).extracting(Held::plugin).containsExactly(kong.address(id));
    assertThat(reading.foreign()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"config\":{\"traces_endpoint\":\"https://elsewhere.example/v1/traces\"}}",
        "{\"config\":{\"traces_endpoint\":\"http://proxy.example/v1/traces\"}}",
        "{\"config\":{\"traces_endpoint\":\"https://proxy.example:444/v1/traces\"}}",
        "{\"config\":{\"traces_endpoint\":\"https://proxy.example@elsewhere.example/\"}}",
        "{\"config\":{\"traces_endpoint\":\"https://proxy.example.elsewhere.example/\"}}",
        "{\"config\":{\"traces_endpoint\":\"https://proxy.example\\\\.elsewhere.example/\"}}",
        "{\"config\":{\"traces_endpoint\":\"{vault://env/endpoint}\"}}",
        "{\"config\":{\"logs_endpoint\":\"https://elsewhere.example/v1/logs\"}}",
        "{\"config\":{\"metrics\":{\"endpoint\":\"https://elsewhere.example/\"}}}",
        "{\"config\":{\"access_logs_endpoint\":\"https://elsewhere.example/\"}}",
        "{\"config\":{\"access_logs\":{\"endpoint\":\"https://elsewhere.example/\"}}}"
      })
  void read_anyEndpointElsewhere_isForeign(String change) throws Exception {
    kong.close();
    kong = new KongWorld(Edition.ENTERPRISE.in("3.14.0.1"), Rbac.OFF);
    String ours = kong.plugin(HOLDS_OLD);
    String theirs = kong.pluginOnARoute(KongWorld.TRACES, HOLDS_OLD);
    kong.patch(theirs, change);

    Target.Reading reading = kong.target("").read();

    assertThat(reading.held()).extracting(Held::plugin).containsExactly(kong.address(ours));
    assertThat(reading.foreign()).containsExactly(kong.address(theirs));
  }

  @Test
  void read_endpointsOfTheTarget_goBeforeTheDefault() throws Exception {
    kong.plugin(HOLDS_OLD);
    String id = kong.pluginOnARoute(URI.create("HTTPS://Other.Example:443/x"), HOLDS_OLD);

    Target.Reading reading = kong.target("\"endpoints\":[\"https://other.example\"]").read();

    assertThat(reading.held()).extracting(Held::plugin).containsExactly(kong.address(id));
    assertThat(reading.foreign()).hasSize(1);
  }

  @Test
  void read_olderKong_readsEndpoint() throws Exception {
    kong.close();
    kong = new KongWorld(Edition.OPEN_SOURCE.in("3.4.2"), Rbac.OFF);
    kong.plugin(HOLDS_OLD);

    assertThat(kong.target("").read().held()).hasSize(1);
  }

  @Test
  void read_nothingOfOurs_saysWhatToCheck() {
    refuses(kong.target(""), TargetException.Kind.MISCONFIGURED)
        .hasMessage(
            "no opentelemetry plugin is there; check the target's \"urls\", \"workspace\" and"
                + " \"tags\"");
    String id = kong.pluginOnARoute(URI.create("https://elsewhere.example/"), HOLDS_OLD);
    refuses(kong.target(""), TargetException.Kind.MISCONFIGURED)
        .hasMessageContaining(kong.address(id))
        .hasMessageContaining("https://proxy.example:443");
  }

  @Test
  void read_headerAbsent_isWrongUnlessItMayBeAdded() throws Exception {
    kong.plugin(Map.of());

    assertThat(wrong("")).contains("no header x-ingest-key");
    assertThat(content("\"add\":true")).isEqualTo(new Content.Absent());
  }

  @Test
  void read_headerTwice_isWrong() throws Exception {
    kong.plugin(Map.of("x-ingest-key", "CANARY-old", "X-Ingest-Key", "CANARY-new"));

    assertThat(wrong("")).contains("more than once");
  }

  @Test
  void read_valueThatIsNoToken_isUnusable() throws Exception {
    String id = kong.plugin(Map.of("x-ingest-key", "two words"));
    assertThat(content("")).isEqualTo(new Content.Unusable());

    kong.patch(id, "{\"config\":{\"headers\":{\"x-ingest-key\":\"CANARY-old\"}}}");
    assertThat(content("")).isEqualTo(new Content.Plain(KongWorld.OLD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {vault://aws/key/token}                | 120 |
          {vault://aws/key/token?ttl=60}         | 60  |
          {vault://mine/key/token}               | 90  |
          {vault://mine/key/token?ttl=300}       | 300 |
          {vault://mine/key/token?ttl=59}        |     | no ttl of at least 60 s
          {vault://short/key/token}              |     | no ttl of at least 60 s
          {vault://never/key/token}              |     | no ttl of at least 60 s
          {vault://other/key/token}              |     | not one of AWS Secrets Manager
          {vault://none/key/token}               |     | cannot be looked at
          {vault://env/key/token}                |     | to the environment
          {vault://aws/other-key/token}          |     | another secret or field
          {vault://aws/key/name}                 |     | another secret or field
          {vault://aws/key}                      |     | cannot be read
          {vault://aws/key/token                 |     | cannot be read
          {vault://aws/key/token#1}              |     | names a version
          """)
  void read_vaultReference_isJudged(String value, Long ttl, String mistake) throws Exception {
    kong.model.configure("vault_aws_ttl", "120");
    kong.model.addVault("mine", "aws", KongWorld.json("{\"ttl\":90}"));
    kong.model.addVault("short", "aws", KongWorld.json("{\"ttl\":59}"));
    kong.model.addVault("never", "aws", KongWorld.json("{\"ttl\":null}"));
    kong.model.addVault("other", "hcv", KongWorld.json("{\"ttl\":90}"));
    kong.plugin(Map.of("x-ingest-key", value));

    Content content = content("");

    if (ttl != null) {
      assertThat(content).isEqualTo(new Content.Reference(Duration.ofSeconds(ttl)));
    } else {
      assertThat(content).isInstanceOf(Content.Wrong.class).asString().contains(mistake);
    }
  }

  @Test
  void read_awsVaultWithoutTtl_isWrong() throws Exception {
    kong.plugin(Map.of("x-ingest-key", "{vault://aws/key/token}"));

    assertThat(wrong("")).contains("no ttl of at least 60 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3.2.2                    | MISCONFIGURED | ignores a changed header
          2.8.1.1-enterprise-edition | MISCONFIGURED | ignores a changed header
          3.3.0                    |               |
          3.4.3.5-enterprise-edition |             |
          3.10.0.1                 |               |
          4.0.0                    |               |
          three                    | UNEXPECTED    | does not say which Kong
          """)
  void read_version_mustBe33OrLater(String version, TargetException.Kind kind, String message)
      throws Exception {
    kong.plugin(HOLDS_OLD);
    kong.faults.always(
        request -> request.path().equals("/"),
        new Fault.Answer(Answers.json(200, "{\"version\":\"" + version + "\"}")));

    if (kind == null) {
      assertThat(kong.target("").read().held()).hasSize(1);
    } else {
      refuses(kong.target(""), kind).hasMessageContaining(message);
    }
  }

  @Test
  void read_again_asksForTheVersionOnce() throws Exception {
    kong.plugin(HOLDS_OLD);
    Target target = kong.target("");
    target.read();
    target.read();

    assertThat(kong.sent)
        .filteredOn(request -> request.target().equals(kong.url() + "/"))
        .hasSize(1);
  }

  @Test
  void read_withoutDatabase_namesTheOtherKind() {
    kong.close();
    kong = new KongWorld(Edition.OPEN_SOURCE.withoutDatabase(), Rbac.OFF);

    refuses(kong.target(""), TargetException.Kind.MISCONFIGURED)
        .hasMessageContaining("its kind is \"dbless\"");
  }

  @Test
  void read_workspaces_oneOrAll() throws Exception {
    kong.close();
    kong = new KongWorld(Edition.ENTERPRISE, Rbac.OFF);
    kong.model.addWorkspace("team");
    String team =
        kong.model.addOpenTelemetry("team", Optional.empty(), KongWorld.TRACES, HOLDS_OLD);
    String main = kong.plugin(HOLDS_OLD);

    assertThat(addresses("\"workspace\":\"team\""))
        .containsExactly(kong.url() + "/team/plugins/" + team);
    assertThat(addresses("\"workspace\":\"*\""))
        .containsExactly(
            kong.url() + "/default/plugins/" + main, kong.url() + "/team/plugins/" + team);
    assertThat(addresses("")).containsExactly(kong.address(main));
    refuses(kong.target("\"workspace\":\"nobody\""), TargetException.Kind.MISCONFIGURED)
        .hasMessageContaining("\"workspace\"");
  }

  @Test
  void read_openSourceWithWorkspaces_saysSo() {
    kong.plugin(HOLDS_OLD);

    refuses(kong.target("\"workspace\":\"*\""), TargetException.Kind.MISCONFIGURED)
        .hasMessageContaining("/workspaces is not there (404)");
  }

  @Test
  void read_severalUrls_readsEach() throws Exception {
    kong.plugin(HOLDS_OLD);
    try (KongWorld other = KongWorld.openSource()) {
      String there = other.plugin(HOLDS_OLD);

      assertThat(addresses("\"urls\":[\"" + kong.url() + "\",\"" + other.url() + "\"]"))
          .hasSize(2)
          .contains(other.address(there));
    }
  }

  @Test
  void read_withRbac_showsTheCredentialInItsHeader() throws Exception {
    kong.close();
    kong = new KongWorld(Edition.ENTERPRISE, new Rbac(Map.of("CANARY-admin", Rbac.Right.WRITE)));
    kong.plugin(HOLDS_OLD);

    refuses(kong.target(""), TargetException.Kind.DENIED).hasMessageContaining("(401)");
    Target target =
        kong.target(
            "\"credential\":\"kong-admin\"",
            id -> Credential.parse(id.equals("kong-admin") ? "{\"token\":\"CANARY-admin\"}" : "x"));
    assertThat(target.read().held()).hasSize(1);
  }

  @Test
  void read_credentialUnavailable_isNotAKongsFault() {
    Credentials broken =
        id -> {
          throw new SecretUnavailableException("secret " + id + " cannot be read: no answer");
        };
    Credentials malformed =
        id -> {
          throw SecretUnavailableException.malformed("secret " + id + ": expected a value");
        };

    refuses(kong.target("\"credential\":\"c\"", broken), TargetException.Kind.UNREACHABLE)
        .hasMessage("its credential: secret c cannot be read: no answer");
    refuses(kong.target("\"credential\":\"c\"", malformed), TargetException.Kind.MISCONFIGURED);
    assertThat(kong.sent).isEmpty();
  }

  private List<String> addresses(String more) throws TargetException {
    return kong.target(more).read().held().stream().map(Held::plugin).toList();
  }

  private Content content(String more) throws TargetException {
    return kong.target(more).read().held().getFirst().content();
  }

  private String wrong(String more) throws TargetException {
    return ((Content.Wrong) content(more)).what();
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refuses(
      Target target, TargetException.Kind kind) {
    return assertThatThrownBy(target::read)
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageNotContaining("CANARY");
  }
}
