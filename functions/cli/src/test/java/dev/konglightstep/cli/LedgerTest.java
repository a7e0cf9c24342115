package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The demo's accounting can say no. */
class LedgerTest {
  private static final Recording NODE = Recording.load("01-anonymous-200");

  private final Ledger ledger = new Ledger();

  @Test
  void settle_everythingArrived_balances() {
    send(NODE.spans());

    Ledger.Account account = settle(List.of(delivery(NODE.spans())));

    assertThat(account).isEqualTo(new Ledger.Account(8, 8, 0, 0, 0, 0, 0, 0, 0));
    assertThat(account.balances()).isTrue();
  }

  @Test
  void settle_oneSpanMissing_isLoss() {
    send(NODE.spans());

    Ledger.Account account = settle(List.of(delivery(NODE.spans().subList(1, 8))));

    assertThat(account).isEqualTo(new Ledger.Account(8, 7, 0, 0, 0, 0, 0, 0, 1));
    assertThat(account.balances()).isFalse();
  }

  @Test
  void settle_oneTraceNotKept_balances() {
    send(NODE.spans());
    String trace = traceId();

    Ledger.Account account = ledger.settle(List.of(), List.of(), List.of(), Set.of(trace));

    assertThat(account).isEqualTo(new Ledger.Account(8, 0, 8, 0, 0, 0, 0, 0, 0));
    assertThat(account.balances()).isTrue();
  }

  @Test
  void settle_aSpanNobodySent_doesNotBalance() {
    send(NODE.spans().subList(0, 7));

    Ledger.Account account = settle(List.of(delivery(NODE.spans())));

    assertThat(account).isEqualTo(new Ledger.Account(7, 7, 0, 0, 0, 0, 0, 1, 0));
    assertThat(account.balances()).isFalse();
  }

  @Test
  void settle_sentTwice_countsDuplicatesOnce() {
    send(NODE.spans());
    Delivery delivery = delivery(NODE.spans());

    assertThat(settle(List.of(delivery, delivery)))
        .isEqualTo(new Ledger.Account(8, 8, 0, 0, 0, 0, 8, 0, 0));
  }

  @Test
  void settle_spilledAndDrained_balances() {
    send(NODE.spans());
    List<StoredBatch> spilled = List.of(stored(NODE.spans().subList(0, 3)));

    Ledger.Account account =
        ledger.settle(List.of(delivery(NODE.spans())), spilled, List.of(), Set.of());

    assertThat(account).isEqualTo(new Ledger.Account(8, 8, 0, 3, 3, 0, 0, 0, 0));
    assertThat(account.balances()).isTrue();
  }

  @Test
  void settle_spilledTwice_countsSpansOnce() {
    send(NODE.spans());
    StoredBatch batch = stored(NODE.spans().subList(0, 3));

    Ledger.Account account =
        ledger.settle(List.of(delivery(NODE.spans())), List.of(batch, batch), List.of(), Set.of());

    assertThat(account).isEqualTo(new Ledger.Account(8, 8, 0, 3, 3, 0, 0, 0, 0));
  }

  @Test
  void settle_stillInTheSpill_isLossForNow() {
    send(NODE.spans());
    List<StoredBatch> waiting = List.of(stored(NODE.spans().subList(5, 8)));

    Ledger.Account account =
        ledger.settle(List.of(delivery(NODE.spans().subList(0, 5))), waiting, waiting, Set.of());

    assertThat(account).isEqualTo(new Ledger.Account(8, 5, 0, 3, 0, 3, 0, 0, 3));
    assertThat(account.balances()).isFalse();
  }

  @Test
  void settle_sentOnButStillInTheSpill_doesNotBalance() {
    send(NODE.spans());
    List<StoredBatch> waiting = List.of(stored(NODE.spans().subList(5, 8)));

    Ledger.Account account =
        ledger.settle(List.of(delivery(NODE.spans())), waiting, waiting, Set.of());

    assertThat(account).isEqualTo(new Ledger.Account(8, 8, 0, 3, 0, 3, 0, 0, 0));
    assertThat(account.balances()).isFalse();
  }

  @Test
  void settle_leftTheSpillButNeverArrived_isLoss() {
    send(NODE.spans());
    List<StoredBatch> spilled = List.of(stored(NODE.spans().subList(5, 8)));

    Ledger.Account account =
        ledger.settle(List.of(delivery(NODE.spans().subList(0, 5))), spilled, List.of(), Set.of());

    assertThat(account).isEqualTo(new Ledger.Account(8, 5, 0, 3, 0, 0, 0, 0, 3));
    assertThat(account.balances()).isFalse();
  }

  private void send(List<Bytes> spans) {
    spans.forEach(ledger::sent);
  }

  private static String traceId() {
    try {
      return HexFormat.of()
          .formatHex(Span.parseFrom(NODE.spans().getFirst().copy()).getTraceId().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Ledger.Account settle(List<Delivery> deliveries) {
    return ledger.settle(deliveries, List.of(), List.of(), Set.of());
  }

  private static StoredBatch stored(List<Bytes> spans) {
    return new StoredBatch(
        Signal.TRACES, "lightstep", spans.size(), Instant.EPOCH, Gzip.compress(NODE.with(spans)));
  }

  private static Delivery delivery(List<Bytes> spans) {
    Bytes body = NODE.with(spans);
    return new Delivery("/traces/otlp/v0.9", "token", Headers.NONE, body, body);
  }
}
