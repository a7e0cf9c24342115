package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.KEY;
import static dev.konglightstep.proxy.Surroundings.TOKEN;
import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.lightstep.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The token changes, or the secrets cannot be read, while batches come in. */
class SecretChangeTest {
  private static final String BATCH = "01-anonymous-200";
  private static final String NEXT = "CANARY-token-2";
  private static final Fault DENIED =
      new Fault.Answer(
          new Response(
              400,
              Headers.NONE,
              Bytes.utf8("{\"__type\":\"AccessDeniedException\",\"message\":\"not allowed\"}")));

  private final Surroundings around = new Surroundings();

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
  }

  @Test
  void token_changed_isReadAgainAndTheBatchSentOnceMore() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy)).isEqualTo(200);
    around.lightstep.accept(NEXT);
    around.putToken("v2", NEXT);
    around.lightstep.refuse(TOKEN);

    assertThat(status(proxy)).isEqualTo(200);
    assertThat(status(proxy)).isEqualTo(200);

    assertThat(around.lightstep.deliveries())
        .extracting(Delivery::token)
        .containsExactly(TOKEN, NEXT, NEXT);
    assertThat(around.lightstep.refusals()).isEqualTo(1);
  }

  @Test
  void token_refusedAndUnchanged_isTriedOnceAndReadAtMostEveryTenSeconds() {
    OtlpProxy proxy = around.proxy();
    around.lightstep.refuse(TOKEN);

    assertThat(status(proxy)).isEqualTo(503);
    assertThat(status(proxy)).isEqualTo(503);
    assertThat(around.lightstep.refusals()).isEqualTo(2);

    around.lightstep.accept(NEXT);
    around.putToken("v2", NEXT);
    assertThat(status(proxy)).isEqualTo(503);
    around.pass(Duration.ofMillis(10_001));
    assertThat(status(proxy)).isEqualTo(200);
  }

  @Test
  void token_olderThanFiveMinutes_isReadAgain() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy)).isEqualTo(200);
    around.lightstep.accept(NEXT);
    around.putToken("v2", NEXT);
    assertThat(status(proxy)).isEqualTo(200);
    around.pass(Duration.ofMinutes(6));

    assertThat(status(proxy)).isEqualTo(200);
    assertThat(around.lightstep.deliveries())
        .extracting(Delivery::token)
        .containsExactly(TOKEN, TOKEN, NEXT);
  }

  @Test
  void secrets_unreadableLater_theLastGoodOnesStay() {
    OtlpProxy proxy = around.proxy();
    assertThat(status(proxy)).isEqualTo(200);
    around.secretsFaults.always(DENIED);
    around.pass(Duration.ofMinutes(6));

    assertThat(status(proxy)).isEqualTo(200);
    assertThat(around.log())
        .contains("\"message\":\"a secret cannot be read\"")
        .contains("\"secret\":\"kong/token\"")
        .contains("AccessDeniedException: not allowed");
  }

  @Test
  void secrets_neverRead_is503() {
    around.secretsFaults.always(DENIED);

    Response answer = around.handle(around.proxy(), traces(around.fresh(BATCH)));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().text())
        .contains("the ingest key secret cannot be read; see the proxy's log");
  }

  @Test
  void token_neverRead_is503() {
    around.environment.put("TOKEN_SECRET_ID", "kong/missing");

    Response answer = around.handle(around.proxy(), traces(around.fresh(BATCH)));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().text()).contains("the token secret cannot be read");
    assertThat(around.log()).contains("secret kong/missing has no version labelled AWSCURRENT");
  }

  private int status(OtlpProxy proxy) {
    return around.status(proxy, KEY);
  }
}
