package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy does to batches between Kong and Lightstep. */
class PolicyTest {
  private final Surroundings around = new Surroundings();
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void setUp() {
    file = folder.resolve("policy.json");
    around.environment.put("POLICY_URI", "file:" + file);
  }

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void handle_everythingSampledOut_isTakenAndSentNowhere() throws IOException {
    policy("{\"sampling\":{\"otherwise\":0}}");

    assertThat(send(around.proxy(), Recording.body("01-anonymous-200")).status()).isEqualTo(200);

    assertThat(around.lightstep.deliveries()).isEmpty();
    assertThat(around.log()).contains("sampled out", "\"rule\":\"otherwise\"");
  }

  @Test
  void handle_secrets_areCountedByRule() throws IOException {
    policy("{}");
    OtlpProxy proxy = around.proxy();
    send(proxy, Recording.body("10-secrets-in-url-and-sql"));
    around.pass(Duration.ofMinutes(1));
    send(proxy, Recording.body("01-anonymous-200"));

    assertThat(around.metrics()).contains("\"Masked.url-query\":1", "\"Masked.sql-literals\":2");
  }

  @Test
  void handle_someSampledOut_sendsTheOthersWhole() throws IOException {
    policy(
        "{\"sampling\":{\"rules\":[{\"route\":\"/checkout*\",\"keep\":1}],"
            + "\"otherwise\":0,\"orphans\":\"drop\"}}");

    assertThat(send(around.proxy(), Recording.body("11-batch-200")).status()).isEqualTo(200);

    List<Span> spans = spans(around.lightstep.deliveries().getFirst());
    assertThat(spans).isNotEmpty().hasSizeLessThan(200);
    assertThat(spans).allMatch(span -> span.getTraceState().equals("ot=th:0"));
    assertThat(spans.stream().filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER))
        .isNotEmpty()
        .allMatch(
            root ->
                root.getAttributesList().stream()
                    .anyMatch(
                        pair ->
                            pair.getKey().equals("http.route")
                                && pair.getValue().getStringValue().startsWith("/checkout")));
  }

  /** The limit of a piece is met by the spans that are kept. */
  @Test
  void handle_tooLargeForTheBackend_isHalvedAmongWhatIsKept() throws IOException {
    policy("{\"sampling\":{\"otherwise\":0.5}}");
    around.lightstep.refuseMoreThan(8_000);

    assertThat(send(around.proxy(), Recording.body("11-batch-200")).status()).isEqualTo(200);

    List<Span> arrived =
        around.lightstep.deliveries().stream().flatMap(each -> spans(each).stream()).toList();
    assertThat(around.lightstep.deliveries()).hasSizeGreaterThan(1);
    assertThat(arrived.stream().map(Span::getSpanId).distinct()).hasSameSizeAs(arrived);
    assertThat(arrived).hasSizeBetween(40, 160);
    assertThat(arrived).allMatch(span -> (span.getTraceId().byteAt(9) & 0x80) != 0);
  }

  @Test
  void handle_noValidPolicy_is503AndSendsNothing() throws IOException {
    policy("{\"sampling\":{\"otherwise\":2}}");
    OtlpProxy proxy = around.proxy();

    Response answer = send(proxy, Recording.body("01-anonymous-200"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().text()).contains("sampling.otherwise: expected");
    assertThat(around.lightstep.deliveries()).isEmpty();
    assertThat(around.log()).contains("sampling.otherwise: expected");
  }

  @Test
  void handle_policyBreaksLater_theLastGoodOneStays() throws IOException {
    policy("{\"sampling\":{\"otherwise\":0}}");
    OtlpProxy proxy = around.proxy();
    assertThat(send(proxy, Recording.body("01-anonymous-200")).status()).isEqualTo(200);
    policy("{\"sampling\":{\"otherwise\":\"all\"}}");
    around.pass(Duration.ofMinutes(2));

    assertThat(send(proxy, Recording.body("02-consumer-role-arn")).status()).isEqualTo(200);
    assertThat(around.lightstep.deliveries()).isEmpty();

    policy("{}");
    around.pass(Duration.ofMinutes(2));
    assertThat(send(proxy, Recording.body("03-sigv4-akia")).status()).isEqualTo(200);
    assertThat(around.lightstep.deliveries()).hasSize(1);
  }

  private void policy(String document) throws IOException {
    Files.writeString(file, document);
  }

  private Response send(OtlpProxy proxy, Bytes body) {
    return around.handle(proxy, Surroundings.traces(body));
  }

  private static List<Span> spans(Delivery delivery) {
    try {
      return ExportTraceServiceRequest.parseFrom(delivery.body().copy())
          .getResourceSpansList()
          .stream()
          .flatMap(envelope -> envelope.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
