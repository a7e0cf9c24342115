package dev.konglightstep.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JdkTransportTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final List<Request> seen = new CopyOnWriteArrayList<>();
  private final Faults faults = new Faults();
  private final LoopbackServer server =
      LoopbackServer.start(
          request -> {
            seen.add(request);
            return new Response(200, Headers.of("X-Answer", "yes"), Bytes.utf8("hello"));
          },
          faults);
  private final JdkTransport transport = new JdkTransport();

  static List<Fault> neverWhole() {
    return List.of(new Fault.Hang(), new Fault.Trickle(1000, Duration.ofMillis(10)));
  }

  static List<Fault> broken() {
    return List.of(new Fault.DropBefore(), new Fault.DropAfter(), new Fault.Cut(100));
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void send_answered_givesTheWholeAnswer() throws IOException {
    Response answer = transport.send(request("POST", Bytes.utf8("body")), LONG);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("x-answer")).contains("yes");
    assertThat(answer.body()).isEqualTo(Bytes.utf8("hello"));
    assertThat(seen.getFirst().headers().first("User-Agent")).contains("kong-lightstep");
    assertThat(seen.getFirst().headers().first("X-Token")).contains("CANARY");
  }

  @Test
  void send_sliceOfAnArray_sendsOnlyTheSlice() throws Exception {
    transport.send(request("POST", Bytes.utf8("a body b").slice(2, 4)), LONG);

    assertThat(seen.getFirst().body().decode()).isEqualTo(Bytes.utf8("body"));
  }

  @Test
  void send_anyMethod_isSent() throws IOException {
    transport.send(request("PATCH", Bytes.utf8("body")), LONG);
    transport.send(request("GET", Bytes.EMPTY), LONG);

    assertThat(seen).extracting(Request::method).containsExactly("PATCH", "GET");
  }

  @ParameterizedTest
  @MethodSource("neverWhole")
  void send_noWholeAnswerInTime_endsAtTheDeadline(Fault fault) {
    faults.next(fault);

    assertThatThrownBy(() -> transport.send(request("POST", Bytes.utf8("CANARY")), SHORT))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessage("no whole answer from " + server.url() + " within PT0.1S");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void send_connectionLost_fails(Fault fault) {
    faults.next(fault);

    assertThatThrownBy(() -> transport.send(request("POST", Bytes.utf8("CANARY")), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no answer from " + server.url() + ": ")
        .message()
        .doesNotContain("CANARY");
    assertThat(faults.strikes()).isEqualTo(1);
  }

  @Test
  void send_nobodyListens_fails() {
    server.close();

    assertThatThrownBy(() -> transport.send(request("POST", Bytes.EMPTY), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no answer from " + server.url());
  }

  /** A redirect would carry the token to wherever it points. */
  @Test
  void send_redirect_isNotFollowed() throws IOException {
    faults.next(
        new Fault.Answer(
            new Response(307, Headers.of("Location", server.url() + "/x"), Bytes.EMPTY)));

    assertThat(transport.send(request("POST", Bytes.EMPTY), LONG).status()).isEqualTo(307);
    assertThat(seen).isEmpty();
  }

  @Test
  void send_hugeAnswer_isNotKept() {
    faults.next(
        new Fault.Answer(new Response(200, Headers.NONE, Bytes.of(new byte[(4 << 20) + 1]))));

    assertThatThrownBy(() -> transport.send(request("POST", Bytes.EMPTY), LONG))
        .isInstanceOf(IOException.class);
  }

  private Request request(String method, Bytes body) {
    return new Request(method, server.url() + "/path", Headers.of("X-Token", "CANARY"), body);
  }
}
