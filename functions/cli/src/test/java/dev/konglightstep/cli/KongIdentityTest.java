package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.standins.kong.Recording;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** infra/kong/identity.lua: each claim, and what is no claim. */
class KongIdentityTest {
  private static final String ARN = "arn:aws:iam::123456789012:role/orders-client";
  private static final String SIGNED =
      "headers['authorization'] = 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE"
          + "/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=CANARY'";
  private static final Map<String, String> KEY =
      Map.of("aws.sigv4.access_key_id", "AKIAIOSFODNN7EXAMPLE");
  private static final String BEHIND_BOTH =
      LuaKong.switchedOn(LuaKong.switchedOn(LuaKong.IDENTITY, "BEHIND_LATTICE"), "BEHIND_ALB");

  /** The requests that were sent to a real Kong, and what it put on their root spans then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          01-anonymous-200     | query = ''
          02-consumer-role-arn | consumer = {id = '4e248137-cde3-502f-8dad-5f698415ca12', username = 'orders-client', custom_id = 'arn:aws:iam::123456789012:role/orders-client'} credential = {id = '79eddb86-c431-47fc-8fe3-dc46b752f7d2'}
          03-sigv4-akia        | headers['authorization'] = 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=fe5f80'
          04-sigv4-asia        | headers['authorization'] = 'AWS4-HMAC-SHA256 Credential=ASIAY34FZKBOKMUTVV7A/20130524/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=fe5f80'
          05-lattice-identity  | headers['x-amzn-lattice-identity'] = 'Principal=arn:aws:sts::123456789012:assumed-role/checkout-svc/i-0abc; PrincipalOrgID=o-abc123; SourceVpcArn=arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1; Type=AWS_IAM'
          06-alb-oidc-subject  | headers['x-amzn-oidc-identity'] = '5f7d3c1a-9c4e-4b0e-8a53-2f6f0e1d7c11'
          """)
  void recordedRequests_behindBoth_giveTheRecordedClaims(String recording, String request)
      throws Exception {
    assertThat(new LuaKong(request).run(BEHIND_BOTH).attributes()).isEqualTo(claims(recording));
  }

  @Test
  void consumerWithoutCredential_hasNoCredentialsId() {
    LuaKong kong = run("consumer = {id = 'c-1', username = 'anyone'}");

    assertThat(kong.attributes())
        .isEqualTo(Map.of("kong.auth.consumer.id", "c-1", "kong.auth.consumer.name", "anyone"));
  }

  @Test
  void consumersName_inUnicode_isTaken() {
    assertThat(run("consumer = {username = 'Zo\\195\\171'}").attributes())
        .containsEntry("kong.auth.consumer.name", "Zoë");
  }

  @Test
  void credential_ofAnyKind_givesItsIdAlone() {
    String credential =
        """
        consumer = {id = 'c-1', username = 'orders', tags = {'CANARY'}}
        credential = {id = 'k-1', key = 'CANARY', secret = 'CANARY', password = 'CANARY',
          access_token = 'CANARY', username = 'CANARY', consumer = {id = 'CANARY'}, ttl = 5}
        headers['authorization'] = 'Bearer CANARY'
        headers['x-api-key'] = 'CANARY'
        headers['x-amz-security-token'] = 'CANARY'
        headers['x-amzn-oidc-data'] = 'CANARY'
        headers['x-amzn-oidc-accesstoken'] = 'CANARY'
        query = 'apikey=CANARY&X-Amz-Signature=CANARY&X-Amz-Security-Token=CANARY'
        """;

    assertThat(new LuaKong(credential).run(BEHIND_BOTH).attributes())
        .isEqualTo(
            Map.of(
                "kong.auth.consumer.id", "c-1",
                "kong.auth.consumer.name", "orders",
                "kong.auth.credential.id", "k-1"));
  }

  @Test
  void signature_givesTheKeysIdAlone() {
    assertThat(run(SIGNED + " headers['x-amz-security-token'] = 'CANARY'").attributes())
        .isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headers['authorization'] = 'AWS4-ECDSA-P256-SHA256 Credential=AKIAIOSFODNN7EXAMPLE"
            + "/20130524/s3/aws4_request, SignedHeaders=host, Signature=CANARY'",
        "query = 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE"
            + "%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=CANARY'",
        "query = 'X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2f20130524%2fus-east-1'"
      })
  void signature_ofOtherKinds_givesTheKeysIdToo(String request) {
    assertThat(run(request).attributes()).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPL/20130524/us-east-1",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLES/20130524/us-east-1",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPL1/20130524/us-east-1",
        "AWS4-HMAC-SHA256 Credential=akiaiosfodnn7example/20130524/us-east-1",
        "AWS4-HMAC-SHA256 Credential=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY/20130524/",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE, Signature=CANARY",
        "AWS4-HMAC-SHA256 NoCredential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1",
        "AWS4-HMAC-SHA256 ",
        ""
      })
  void authorization_thatIsNone_givesNothing(String authorization) {
    String request = "headers['authorization'] = '" + authorization + "'";

    assertThat(run(request).attributes()).isEmpty();
  }

  @Test
  void signature_inHeaderAndQuery_isTheHeaders() {
    String query = " query = 'X-Amz-Credential=ASIAY34FZKBOKMUTVV7A%2F20130524%2Feu'";

    assertThat(run(SIGNED + query).attributes()).isEqualTo(KEY);
    assertThat(run("headers['authorization'] = 'Basic x'" + query).attributes()).isEmpty();
  }

  @Test
  void loadBalancersHeaders_unlessSwitchedOn_areAnybodysWord() {
    String request =
        "headers['x-amzn-lattice-identity'] = 'Principal=a' headers['x-amzn-oidc-identity'] = 'b'";

    assertThat(run(request).attributes()).isEmpty();
    assertThat(attributes(request, "BEHIND_LATTICE"))
        .isEqualTo(Map.of("aws.lattice.identity", "Principal=a"));
    assertThat(attributes(request, "BEHIND_ALB")).isEqualTo(Map.of("aws.alb.oidc.subject", "b"));
  }

  /** Kong lets names with underscores in, and no load balancer replaces them. */
  @Test
  void loadBalancersHeaders_spelledWithUnderscores_areNone() {
    String request =
        "headers['x_amzn_lattice_identity'] = 'Principal=a' headers['x_amzn_oidc_identity'] = 'b'";

    assertThat(new LuaKong(request).run(BEHIND_BOTH).attributes()).isEmpty();
  }

  /** One of them came twice, which makes it a table; Kong's own are whatever a plugin has set. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{'a', 'b'}", "string.rep('a', 9000)", "'a\\0b'", "'a\\nb'", "''", "true", "7"})
  void hostileValues_areLeftOut(String value) {
    String everywhere =
        """
        headers['x-amzn-lattice-identity'] = v headers['x-amzn-oidc-identity'] = v
        headers['authorization'] = v
        consumer = {id = v, username = v, custom_id = v} credential = {id = v}
        """;
    String request = "local v = " + value + " " + everywhere;

    assertThat(new LuaKong(request).run(BEHIND_BOTH).attributes()).isEmpty();
  }

  @Test
  void bytesBeyondAscii_areNoIdsAndNoHeaders() {
    String request =
        """
        local v = 'a\\255\\195\\171'
        headers['x-amzn-lattice-identity'] = v headers['x-amzn-oidc-identity'] = v
        headers['authorization'] = 'AWS4-HMAC-SHA256 Credential=' .. v .. '/20130524/'
        consumer = {id = v} credential = {id = v}
        """;

    assertThat(new LuaKong(request).run(BEHIND_BOTH).attributes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "consumer = {id = v},kong.auth.consumer.id,255",
    "consumer = {username = v},kong.auth.consumer.name,255",
    "consumer = {custom_id = v},kong.auth.consumer.custom_id,2048",
    "credential = {id = v},kong.auth.credential.id,255",
    "headers['x-amzn-lattice-identity'] = v,aws.lattice.identity,4096",
    "headers['x-amzn-oidc-identity'] = v,aws.alb.oidc.subject,255"
  })
  void length_thatIsAllowed_isTakenWhole_andOneMoreIsLeftOut(String set, String key, int most) {
    String longest = "a".repeat(most);

    assertThat(with(longest, set)).isEqualTo(Map.of(key, longest));
    assertThat(with(longest + "a", set)).isEmpty();
  }

  /** Then a header may be the client's while the load balancer's own is beyond. */
  @Test
  void headersThatWereNotAllRead_giveNothing() {
    String request = SIGNED + " headers['x-amzn-oidc-identity'] = 'b' cut = 'truncated'";

    assertThat(new LuaKong(request).run(BEHIND_BOTH).attributes()).isEmpty();
  }

  @Test
  void kongBefore3_9_hasTheRootFirst() {
    String old = " kong.tracing = {} ngx.ctx.KONG_SPANS = {span, {}}";

    assertThat(run(SIGNED + old).attributes()).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kong.tracing = {}",
        "kong.tracing.get_root_span = function() end",
        "kong.tracing.get_root_span = function() error('CANARY') end",
        "span = {}",
        "kong.tracing = nil",
        "ngx.ctx = nil kong.tracing = {}",
        "span.set_attribute = function() error('CANARY') end"
      })
  void tracingThatIsOffOrBroken_failsNoRequest(String broken) {
    String request = SIGNED + " consumer = {id = 'c-1'} " + broken;

    assertThat(run(request).attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kong.client.get_consumer = function() error('CANARY') end",
        "kong.client.get_credential = nil",
        "consumer = 7",
        "kong.client = nil"
      })
  void oneClaimThatFails_leavesTheOthers(String broken) {
    assertThat(run(SIGNED + " " + broken).attributes()).isEqualTo(KEY);
  }

  @Test
  void headersThatFail_leaveTheConsumer() {
    String request =
        "consumer = {id = 'c-1'} kong.request.get_headers = function() error('CANARY') end";

    assertThat(new LuaKong(request).run(BEHIND_BOTH).attributes())
        .isEqualTo(Map.of("kong.auth.consumer.id", "c-1"));
  }

  @Test
  void globals_areNeverMade() {
    assertThat(run("consumer = {custom_id = '" + ARN + "'} " + SIGNED).leftBehind()).isEmpty();
  }

  private static LuaKong run(String request) {
    return new LuaKong(request).run(LuaKong.IDENTITY);
  }

  private static Map<String, String> attributes(String request, String behind) {
    return new LuaKong(request).run(LuaKong.switchedOn(LuaKong.IDENTITY, behind)).attributes();
  }

  private static Map<String, String> with(String value, String set) {
    return new LuaKong("local v = '" + value + "' " + set).run(BEHIND_BOTH).attributes();
  }

  private static Map<String, String> claims(String recording) throws Exception {
    Map<String, String> claims = new TreeMap<>();
    for (Span span : spans(recording)) {
      for (KeyValue attribute : span.getAttributesList()) {
        if (attribute.getKey().startsWith("kong.auth.") || attribute.getKey().startsWith("aws.")) {
          claims.put(attribute.getKey(), attribute.getValue().getStringValue());
        }
      }
    }
    return claims;
  }

  private static Iterable<Span> spans(String recording) throws Exception {
    return ExportTraceServiceRequest.parseFrom(Recording.body(recording).copy())
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }
}
