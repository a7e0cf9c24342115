package dev.konglightstep.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.standins.aws.AwsFace;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.s3.PutObject;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is named by a directory in S3, from Kong's batch to what Lightstep got. */
class PrincipalsTest {
  private static final Path EVENT =
      Path.of(
          System.getProperty("project.root", "../.."),
          "events/otlp-proxy/function-url-traces.json");
  private static final String BATCH = "02-consumer-role-arn";
  private static final String BUCKET = "principals";
  private static final String KEY = "principals.txt.gz";
  private static final String STATUS = "iam.principal.status";

  @TempDir private Path folder;
  private final Surroundings around = new Surroundings();
  private final S3Model s3 = new S3Model(around::now);
  private final Faults awsFaults = new Faults();
  private final LoopbackServer aws =
      LoopbackServer.start(
          new AwsFace(
              around.secretsCalls, new SqsFace(new SqsModel(around::now, 1)), new S3Face(s3)),
          awsFaults);

  @BeforeEach
  void setUp() {
    s3.createBucket(BUCKET);
    around.environment.put("AWS_ENDPOINT_URL", aws.url().toString());
    around.environment.put("PRINCIPALS_URI", "s3://" + BUCKET + "/" + KEY);
  }

  @AfterEach
  void close() {
    around.close();
    aws.close();
  }

  @Test
  void handleRequest_callerIsInTheDirectory_isNamed() throws IOException {
    around.putKey("v2", "local-ingest-key");
    put("orders-client");
    ByteArrayOutputStream answer = new ByteArrayOutputStream();

    new OtlpProxyHandler(around.environment)
        .handleRequest(
            new ByteArrayInputStream(Files.readAllBytes(EVENT)), answer, new NoContext());

    assertThat(answer.toString(UTF_8)).startsWith("{\"statusCode\":200,");
    List<Span> spans = arrived();
    assertThat(identity(spans.getFirst()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "user.id",
                "AROAORDERSCLIENT",
                "user.name",
                "orders-client",
                "enduser.id",
                Roles.arn("orders-client"),
                "iam.principal.arn",
                Roles.arn("orders-client"),
                "iam.principal.type",
                "role",
                "iam.principal.account_id",
                "123456789012",
                STATUS,
                "resolved",
                "iam.principal.source",
                "kong.auth.consumer.custom_id",
                "iam.principal.assurance",
                "verified"));
    assertThat(spans.subList(1, spans.size()))
        .hasSize(8)
        .allSatisfy(
            child ->
                assertThat(identity(child))
                    .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                            "user.id",
                            "AROAORDERSCLIENT",
                            "iam.principal.arn",
                            Roles.arn("orders-client"),
                            STATUS,
                            "resolved")));
  }

  /** The directory is written, and changed, while the proxy runs. */
  @Test
  void handle_directoryChanges_isFollowedWithinAMinute() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy)).isEqualTo("unavailable");

    put("orders-client");
    assertThat(status(proxy)).isEqualTo("unavailable");
    around.pass(Duration.ofSeconds(61));
    assertThat(status(proxy)).isEqualTo("resolved");

    put("somebody-else");
    around.pass(Duration.ofSeconds(61));
    assertThat(status(proxy)).isEqualTo("unknown");
    s3.putObject(PutObject.of(BUCKET, KEY, Bytes.utf8("damaged")));
    around.pass(Duration.ofSeconds(61));
    assertThat(status(proxy)).isEqualTo("unknown");
  }

  /** Each recording with a claim, by a directory that knows two of the callers. */
  @ParameterizedTest
  @CsvSource({
    "02-consumer-role-arn, resolved, kong.auth.consumer.custom_id, verified",
    "03-sigv4-akia, unknown, aws.sigv4.access_key_id, claimed",
    "04-sigv4-asia, unknown, aws.sigv4.access_key_id, claimed",
    "05-lattice-identity, resolved, aws.lattice.identity, claimed",
    "06-alb-oidc-subject, unknown, aws.alb.oidc.subject, claimed",
    "14-remote-parent, unknown, aws.sigv4.access_key_id, claimed"
  })
  void handle_recordedClaim_arrivesWithWhatBecameOfIt(
      String recording, String status, String source, String assurance) {
    put("orders-client", "checkout-svc");

    around.handle(around.proxy(), Surroundings.traces(Recording.body(recording)));

    List<Span> spans = arrived();
    Span root =
        spans.stream()
            .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
            .findFirst()
            .orElseThrow();
    assertThat(identity(root))
        .containsEntry(STATUS, status)
        .containsEntry("iam.principal.source", source)
        .containsEntry("iam.principal.assurance", assurance);
    assertThat(spans).allSatisfy(span -> assertThat(identity(span)).containsEntry(STATUS, status));
    assertThat(spans.stream().anyMatch(span -> identity(span).containsKey("user.id")))
        .isEqualTo(assurance.equals("verified"));
  }

  /** For auditors, at whatever level the log is; it says what the span was told and no more. */
  @Test
  void handle_policyWantsRecords_theLogHasThemAsAuditLines() throws IOException {
    put("orders-client");
    around.environment.put("POLICY_URI", policy("{\"identity\":{\"decisions\":1}}"));

    OtlpProxy proxy = around.proxy();
    around.handle(proxy, Surroundings.traces(Recording.body(BATCH)));
    around.handle(proxy, Surroundings.traces(Recording.body(BATCH)));

    Span root = arrived().getFirst();
    assertThat(around.log().lines().filter(line -> line.contains("\"level\":\"audit\"")))
        .as("once, though Kong sent the batch twice")
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(
            "\"identity\":{",
            "\"trace_id\":\"" + hex(root.getTraceId()) + "\"",
            "\"span_id\":\"" + hex(root.getSpanId()) + "\"",
            "\"snapshot\":\"",
            "\"iam.principal.source\":\"kong.auth.consumer.custom_id\"",
            "\"iam.principal.arn\":\"" + Roles.arn("orders-client") + "\"");
  }

  @Test
  void handle_ruleOfAPrincipal_keepsItsTracesAlone() throws IOException {
    put("orders-client");
    around.environment.put(
        "POLICY_URI",
        policy(
            "{\"sampling\":{\"rules\":[{\"principal\":{\"arn\":\"*orders-client\"},\"keep\":1}],"
                + "\"otherwise\":0,\"orphans\":\"drop\"}}"));

    around.handle(around.proxy(), Surroundings.traces(Recording.body("11-batch-200")));

    List<Span> spans = arrived();
    assertThat(spans).isNotEmpty().hasSizeLessThan(200);
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(identity(span))
                    .containsEntry("iam.principal.arn", Roles.arn("orders-client")));
  }

  /** The key comes from Secrets Manager; a batch goes on without it, and tells nobody. */
  @Test
  void handle_policyWantsPseudonyms_areMadeWithTheSecretsKey() throws IOException {
    put("orders-client");
    around.environment.put("POLICY_URI", policy("{\"identity\":{\"pseudonyms\":true}}"));
    around.environment.put("PSEUDONYM_SECRET_ID", "kong/pseudonyms");

    OtlpProxy proxy = around.proxy();
    around.handle(proxy, Surroundings.traces(around.fresh("11-batch-200")));
    assertThat(arrived().toString()).contains("iam.principal.status").doesNotContain("session-1");
    around.secrets.put(
        "kong/pseudonyms",
        "11111111-0000-4000-8000-0000aaaaaaaa",
        "{\"token\":\"CANARY-pseudonyms\"}");
    around.pass(Duration.ofMinutes(6));
    around.handle(proxy, Surroundings.traces(around.fresh("11-batch-200")));

    assertThat(arrived().toString())
        .contains("hmac-aaaaaaaa:")
        .doesNotContain("session-1", "CANARY");
    assertThat(around.log()).contains("a secret cannot be read").doesNotContain("CANARY");
  }

  @Test
  void handle_noDirectoryIsNamed_callersAreUnknown() {
    around.environment.remove("PRINCIPALS_URI");

    assertThat(status(around.proxy())).isEqualTo("unknown");
  }

  /** Kong has its answer, Lightstep its batch; the next batch does not wait again. */
  @Test
  void handle_s3Hangs_theBatchGoesOnInTime() {
    put("orders-client");
    around.environment.put("ANSWER_BUDGET", "PT4.3S");
    around.environment.remove("PRINCIPALS_URI");
    OtlpProxy warm = around.proxy();
    status(warm);
    around.environment.put("PRINCIPALS_URI", "s3://" + BUCKET + "/" + KEY);
    OtlpProxy proxy = around.proxy();
    awsFaults.always(request -> request.target().contains(KEY), new Fault.Hang());

    assertThat(status(proxy)).isEqualTo("unavailable");
    assertThat(status(proxy)).isEqualTo("unavailable");

    assertThat(awsFaults.strikes()).isOne();
    assertThat(around.log()).contains("no answer in time").doesNotContain("spill");
  }

  /** What is sent again out of the quarantine is told by the directory of today. */
  @Test
  void resubmit_whatCouldNotBeRead_isNamed() {
    put("orders-client");
    Quarantined kept =
        new Quarantined(
            Quarantined.Reason.NOT_OTLP,
            "a proxy of before could not read it",
            Optional.of(Signal.TRACES),
            0,
            around.now(),
            "OtlpProxy",
            Headers.NONE,
            Recording.body(BATCH));
    PrintStream log = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);

    Resubmission.Result result =
        new SpillOperations(around.environment, log, around::now).resubmission().resubmit(kept);

    assertThat(result).isEqualTo(new Resubmission.Result.Sent(9, 0));
    assertThat(identity(arrived().getFirst())).containsEntry(STATUS, "resolved");
  }

  private String policy(String document) throws IOException {
    return "file:" + Files.writeString(folder.resolve("policy.json"), document);
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private void put(String... roles) {
    Bytes directory = Gzip.compress(Roles.directory(around.now(), roles));
    s3.putObject(PutObject.of(BUCKET, KEY, directory));
  }

  /** What the root of a batch is told. */
  private String status(OtlpProxy proxy) {
    int status = around.handle(proxy, Surroundings.traces(around.fresh(BATCH))).status();
    assertThat(status).isEqualTo(200);
    return identity(arrived().getFirst()).getOrDefault(STATUS, "not told");
  }

  /** The spans of the one batch that arrived since the last time. */
  private List<Span> arrived() {
    Bytes body = around.lightstep.takeDeliveries().getFirst().body();
    try {
      return ExportTraceServiceRequest.parseFrom(body.copy()).getResourceSpansList().stream()
          .flatMap(envelope -> envelope.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> identity(Span span) {
    Map<String, String> told = new TreeMap<>();
    for (KeyValue pair : span.getAttributesList()) {
      if (pair.getKey().matches("(user|enduser|iam[.]principal)[.].*")) {
        told.put(pair.getKey(), pair.getValue().getStringValue());
      }
    }
    return told;
  }
}
