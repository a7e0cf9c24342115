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
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdkTransportTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final CountDownLatch slow = new CountDownLatch(1);
  private final CountDownLatch slowIsAsked = new CountDownLatch(1);
  private final List<Request> seen = new CopyOnWriteArrayList<>();
  private final Faults faults = new Faults();
  private final LoopbackServer server =
      LoopbackServer.start(
          request -> {
            seen.add(request);
            if (request.path().equals("/slow")) {
              waitForSlow();
            }
            return new Response(200, Headers.of("X-Answer", "yes"), Bytes.utf8("hello"));
          },
          faults);
  private final JdkTransport transport = new JdkTransport(() -> now);

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
  void send_soonAgain_keepsTheConnection() throws IOException {
    transport.send(request("POST", Bytes.EMPTY), LONG);
    now = now.plusSeconds(25);
    transport.send(request("POST", Bytes.EMPTY), LONG);
    now = now.plusSeconds(25);
    transport.send(request("POST", Bytes.EMPTY), LONG);

    assertThat(server.connections()).isEqualTo(1);
  }

  /** After 25 s, or when nobody knows how long it was, since the clock was set back. */
  @ParameterizedTest
  @ValueSource(longs = {25_001, 3_600_000, -1})
  void send_idleForTooLong_usesANewConnection(long millis) throws IOException {
    transport.send(request("POST", Bytes.EMPTY), LONG);
    server.forgetConnections();
    now = now.plusMillis(millis);

    assertThat(transport.send(request("POST", Bytes.EMPTY), LONG).status()).isEqualTo(200);
    assertThat(server.connections()).isEqualTo(2);
  }

  /** Two connections are kept and dead: the failure of one must spare the caller the other. */
  @Test
  void send_keptConnectionIsDead_failsOnceAndThenUsesANewOne() throws Exception {
    Future<Response> other = startSlow();
    transport.send(request("POST", Bytes.EMPTY), LONG);
    slow.countDown();
    other.get(10, TimeUnit.SECONDS);
    assertThat(server.connections()).isEqualTo(2);
    server.forgetConnections();

    assertThatThrownBy(() -> transport.send(request("POST", Bytes.EMPTY), LONG))
        .isInstanceOf(IOException.class);
    assertThat(seen).hasSize(2);
    assertThat(transport.send(request("POST", Bytes.EMPTY), LONG).status()).isEqualTo(200);
    assertThat(server.connections()).isEqualTo(3);
  }

  @Test
  void send_replacedMeanwhile_stillGetsItsAnswer() throws Exception {
    Future<Response> inFlight = startSlow();

    now = now.plusSeconds(26);
    transport.send(request("POST", Bytes.EMPTY), LONG);
    faults.next(new Fault.DropBefore());
    assertThatThrownBy(() -> transport.send(request("POST", Bytes.EMPTY), LONG))
        .isInstanceOf(IOException.class);
    slow.countDown();

    assertThat(inFlight.get(10, TimeUnit.SECONDS).body()).isEqualTo(Bytes.utf8("hello"));
  }

  @Test
  void send_replacedClient_leavesNoThread() throws Exception {
    Set<Thread> others = selectors();
    try (JdkTransport replaced = new JdkTransport(() -> now)) {
      replaced.send(request("POST", Bytes.EMPTY), LONG);
      Set<Thread> first = selectors();
      first.removeAll(others);
      assertThat(first).hasSize(1);

      now = now.plusSeconds(26);
      replaced.send(request("POST", Bytes.EMPTY), LONG);

      assertThat(first.iterator().next().join(LONG)).isTrue();
    }
  }

  @Test
  void send_closed_fails() throws IOException {
    transport.send(request("POST", Bytes.EMPTY), LONG);
    transport.close();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> transport.send(request("POST", Bytes.EMPTY), LONG))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("closed");
      now = now.plusSeconds(26);
    }
  }

  /** An exchange that the server holds until {@code slow} is counted down. */
  private Future<Response> startSlow() throws InterruptedException {
    FutureTask<Response> exchange =
        new FutureTask<>(() -> transport.send(request("/slow", "POST", Bytes.EMPTY), LONG));
    Thread.ofVirtual().start(exchange);
    assertThat(slowIsAsked.await(10, TimeUnit.SECONDS)).isTrue();
    return exchange;
  }

  private void waitForSlow() {
    slowIsAsked.countDown();
    try {
      slow.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Request request(String method, Bytes body) {
    return request("/path", method, body);
  }

  private Request request(String path, String method, Bytes body) {
    return new Request(method, server.url() + path, Headers.of("X-Token", "CANARY"), body);
  }
}
