package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo's accounting can say no. */
class LedgerTest {
  private static final Recording NODE = Recording.load("01-anonymous-200");

  private final Ledger ledger = new Ledger();

  @Test
  void settle_everythingArrived_balances() {
    send(NODE.spans());

    Ledger.Account account = ledger.settle(List.of(delivery(NODE.spans())));

    assertThat(account).isEqualTo(new Ledger.Account(8, 8, 0, 0, 0));
    assertThat(account.balances()).isTrue();
  }

  @Test
  void settle_oneSpanMissing_isLoss() {
    send(NODE.spans());

    Ledger.Account account = ledger.settle(List.of(delivery(NODE.spans().subList(1, 8))));

    assertThat(account).isEqualTo(new Ledger.Account(8, 7, 0, 0, 1));
    assertThat(account.balances()).isFalse();
  }

  @Test
  void settle_aSpanNobodySent_doesNotBalance() {
    send(NODE.spans().subList(0, 7));

    Ledger.Account account = ledger.settle(List.of(delivery(NODE.spans())));

    assertThat(account).isEqualTo(new Ledger.Account(7, 7, 0, 1, 0));
    assertThat(account.balances()).isFalse();
  }

  @Test
  void settle_sentTwice_countsDuplicatesOnce() {
    send(NODE.spans());
    Delivery delivery = delivery(NODE.spans());

    assertThat(ledger.settle(List.of(delivery, delivery)))
        .isEqualTo(new Ledger.Account(8, 8, 8, 0, 0));
  }

  private void send(List<Bytes> spans) {
    spans.forEach(ledger::sent);
  }

  private static Delivery delivery(List<Bytes> spans) {
    Bytes body = NODE.with(spans);
    return new Delivery("/traces/otlp/v0.9", "token", Headers.NONE, body, body);
  }
}
