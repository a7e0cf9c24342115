package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.QuarantineFormat;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.Recording;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of what nobody will take. */
class QuarantineTest {
  private final Surroundings around = new Surroundings();
  private final StoresOverHttp stores = new StoresOverHttp(around::now);
  private final OtlpProxy proxy = around.proxy(stores.stores());
  private final Bytes batch = UnknownCallers.without(around.fresh("11-batch-200"));

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
    stores.close();
  }

  @ParameterizedTest
  @CsvSource({"400", "422"})
  void handle_backendRefuses_isKeptAndKongGoesOn(int status) {
    around.lightstepFaults.next(SpillTest.status(status));

    SpillTest.assertTaken(around.handle(proxy, traces(batch)));

    Quarantined kept = onlyOne(Quarantined.Reason.REFUSED);
    assertThat(kept.body()).isEqualTo(batch);
    assertThat(kept.items()).isEqualTo(200);
    assertThat(kept.signal()).contains(Signal.TRACES);
    assertThat(kept.why()).isEqualTo("the backend refused the batch, status " + status);
    assertThat(kept.source()).isEqualTo("OtlpProxy");
    assertThat(stores.messages()).isEmpty();
  }

  @Test
  void handle_oneSpanIsTooLarge_isKeptAndTheOthersArrive() throws InvalidProtocolBufferException {
    around.lightstep.refuseMoreThan(800);
    Bytes withOneHugeSpan = Recording.body("10-secrets-in-url-and-sql");
    int spans = spans(withOneHugeSpan);

    SpillTest.assertTaken(around.handle(proxy, traces(withOneHugeSpan)));

    Quarantined kept = onlyOne(Quarantined.Reason.REFUSED);
    assertThat(kept.items()).isBetween(1, spans - 1);
    assertThat(spans(kept.body())).isEqualTo(kept.items());
    int arrived = 0;
    for (var delivery : around.lightstep.deliveries()) {
      arrived += spans(delivery.body());
    }
    assertThat(arrived + kept.items()).isEqualTo(spans);
  }

  @Test
  void handle_refusedAndBucketDown_isKeptByTheQueue() {
    around.lightstepFaults.next(SpillTest.status(400));
    stores.s3Faults.always(SpillTest.status(503));

    SpillTest.assertTaken(around.handle(proxy, traces(batch)));

    assertThat(stores.batch(stores.messages().getFirst()).items()).isEqualTo(200);
  }

  @Test
  void handle_refusedAndNoStore_staysWithKong() {
    around.lightstepFaults.next(SpillTest.status(400));
    stores.s3Faults.always(new Fault.DropBefore());
    stores.sqsFaults.always(new Fault.DropBefore());

    assertThat(around.handle(proxy, traces(batch)).status()).isEqualTo(503);
  }

  @Test
  void handle_partialSuccess_isPassedOnAndAllOfItKept() {
    around.lightstep.answerSuccessWith(new ExportResponse(3, "too old").bytes());

    Response answer = around.handle(proxy, traces(batch));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(new ExportResponse(3, "too old").bytes());
    Quarantined kept = onlyOne(Quarantined.Reason.PARTIAL);
    assertThat(kept.body()).isEqualTo(batch);
    assertThat(kept.why()).isEqualTo("the backend rejected 3: too old");
  }

  @Test
  void handle_partialSuccessAndBucketDown_isStillSuccess() {
    around.lightstep.answerSuccessWith(new ExportResponse(3, "too old").bytes());
    stores.s3Faults.always(SpillTest.status(500));

    assertThat(around.handle(proxy, traces(batch)).status()).isEqualTo(200);
    assertThat(around.log()).contains("bytes cannot be put into quarantine");
  }

  @Test
  void handle_notOtlp_isKeptAsItCameWithWhatIsKnownOfIt() {
    Bytes rubbish = Bytes.utf8("no protobuf, but CANARY");
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf")
            .with("x-ingest-key", Surroundings.KEY)
            .with("Authorization", "CANARY-authorization")
            .with("User-Agent", "lua-resty-http/0.17.2");

    Response answer = around.handle(proxy, new Request("POST", "/v1/traces", headers, rubbish));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().text())
        .contains("not an OTLP request for /v1/traces", "kept in quarantine");
    Quarantined kept = onlyOne(Quarantined.Reason.NOT_OTLP);
    assertThat(kept.body()).isEqualTo(rubbish);
    assertThat(kept.items()).isZero();
    assertThat(kept.headers().first("user-agent")).contains("lua-resty-http/0.17.2");
    assertThat(kept.headers().first("x-ingest-key")).contains("(not kept)");
    assertThat(kept.headers().first("authorization")).contains("(not kept)");
    assertThat(around.lightstep.deliveries()).isEmpty();
  }

  @Test
  void handle_notOtlpAndBucketDown_staysWithKong() {
    stores.s3Faults.always(SpillTest.status(503));

    Response answer = around.handle(proxy, traces(Bytes.utf8("no protobuf")));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().text()).contains("there is no quarantine to keep it");
    assertThat(stores.messages()).isEmpty();
  }

  private Quarantined onlyOne(Quarantined.Reason reason) {
    assertThat(stores.keys(Keys.QUARANTINE))
        .singleElement()
        .asString()
        .startsWith(Keys.QUARANTINE + reason.text() + "/");
    try {
      return QuarantineFormat.read(stores.object(stores.keys(Keys.QUARANTINE).getFirst()));
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  private static int spans(Bytes body) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(body.copy()).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .mapToInt(scope -> scope.getSpansCount())
        .sum();
  }
}
