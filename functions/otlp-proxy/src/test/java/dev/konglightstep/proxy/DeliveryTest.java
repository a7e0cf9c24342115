package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.request;
import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.standins.kong.Recording;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend that takes only so much at once. */
class DeliveryTest {
  private final Surroundings around = new Surroundings();
  private final Bytes batch = UnknownCallers.without(around.fresh("11-batch-200"));

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void handle_tooLargeForTheBackend_isHalvedUntilItFits() throws InvalidProtocolBufferException {
    around.lightstep.refuseMoreThan(8_000);

    assertThat(around.handle(around.proxy(), traces(batch)).status()).isEqualTo(200);

    assertThat(around.lightstep.deliveries()).hasSize(4);
    assertThat(delivered()).isEqualTo(spans(batch));
    assertThat(around.lightstep.deliveries())
        .allSatisfy(delivery -> assertThat(delivery.body().length()).isLessThan(8_001));
  }

  @Test
  void handle_onePieceFails_leavesTheBatchWithKong() {
    around.lightstep.refuseMoreThan(800);
    Bytes withOneHugeSpan = Recording.body("10-secrets-in-url-and-sql");

    Response answer = around.handle(around.proxy(), traces(withOneHugeSpan));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().text()).contains("the backend says that the batch is too large");
  }

  @Test
  void handle_partialSuccessOfPieces_isAddedUp() {
    around.lightstep.refuseMoreThan(16_000);
    around.lightstep.answerSuccessWith(new ExportResponse(2, "too old").bytes());

    Response answer = around.handle(around.proxy(), traces(batch));

    assertThat(around.lightstep.deliveries()).hasSize(2);
    assertThat(answer.body()).isEqualTo(new ExportResponse(4, "too old; too old").bytes());
  }

  /** Two data points of one metric: they cannot be told apart by their place. */
  @Test
  void handle_metricsTooLarge_stayWithKong() {
    around.lightstep.refuseMoreThan(5);
    byte[] body = {
      0x0a, 0x0d, 0x12, 0x0b, 0x12, 0x09, 0x0a, 0x01, 'g', 0x2a, 0x04, 0x0a, 0x00, 0x0a, 0x00
    };

    assertThat(
            around.handle(around.proxy(), request("POST", "/v1/metrics", Bytes.of(body))).status())
        .isEqualTo(503);
  }

  private List<Span> delivered() throws InvalidProtocolBufferException {
    List<Span> spans = new ArrayList<>();
    for (var delivery : around.lightstep.deliveries()) {
      spans.addAll(spans(delivery.body()));
    }
    return spans;
  }

  private static List<Span> spans(Bytes body) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(body.copy())
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }
}
