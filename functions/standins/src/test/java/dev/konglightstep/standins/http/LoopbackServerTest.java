package dev.konglightstep.standins.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final Faults faults = new Faults();
  private final LoopbackServer server =
      LoopbackServer.start(
          request -> {
            asked.incrementAndGet();
            return new Response(200, Headers.of("X-Path", request.target()), Bytes.utf8("hello"));
          },
          faults);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void answer_noFault_isTheFaces() throws IOException, InterruptedException {
    HttpResponse<String> answer = post(Duration.ofSeconds(10));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(answer.headers().firstValue("X-Path")).contains("/v1/traces?x=1");
  }

  @Test
  void start_withoutNodelay_isRefused() {
    System.setProperty("sun.net.httpserver.nodelay", "false");
    try {
      assertThatThrownBy(() -> LoopbackServer.start(request -> answer(200), new Faults()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("start Java with -Dsun.net.httpserver.nodelay=true");
    } finally {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  @Test
  void start_portTaken_saysSo() {
    int port = server.url().getPort();

    assertThatThrownBy(() -> LoopbackServer.start(port, request -> answer(200), new Faults()))
        .hasMessage("port " + port + " is taken; choose another one");
  }

  /**
   * A face that turns the sender away for its head: the body is passed over, the connection kept.
   */
  @Test
  void streaming_faceThatDoesNotAsk_answersOnAConnectionThatIsKept() throws Exception {
    List<Body> bodies = new CopyOnWriteArrayList<>();
    try (LoopbackServer streaming = LoopbackServer.streaming(0, keep(bodies, false), 1 << 20)) {
      for (int i = 0; i < 2; i++) {
        assertThat(post(streaming, BodyPublishers.ofByteArray(new byte[1 << 20]))).isEqualTo(200);
        assertThat(bodies.getLast().size()).isEqualTo(1 << 20);
      }
      assertThat(streaming.connections()).isEqualTo(1);
    }
  }

  @Test
  void streaming_faceThatAsks_getsTheBodyAndOneByteOfWhatIsTooMuch() throws Exception {
    List<Body> bodies = new CopyOnWriteArrayList<>();
    Bytes sent = Bytes.utf8("0123456789");
    try (LoopbackServer streaming = LoopbackServer.streaming(0, keep(bodies, true), 9)) {
      post(streaming, BodyPublishers.ofByteArray(sent.copy()));
      assertThat(bodies.getLast().size()).isEqualTo(10);
      assertThat(bodies.getLast().decode()).isEqualTo(sent);

      post(streaming, BodyPublishers.ofByteArray(new byte[1000]));
      assertThat(bodies.getLast().size()).isEqualTo(10);
      assertThat(bodies.getLast().decode().length()).isEqualTo(10);

      post(streaming, BodyPublishers.ofByteArray(new byte[3]));
      assertThat(bodies.getLast().size()).isEqualTo(3);

      post(streaming, BodyPublishers.noBody());
      assertThat(bodies.getLast().size()).isZero();

      BodyPublisher chunked = BodyPublishers.ofInputStream(() -> sent.slice(0, 4).stream());
      post(streaming, BodyPublishers.fromPublisher(chunked));
      assertThat(bodies.getLast().size()).isEqualTo(10);
      assertThat(bodies.getLast().decode()).isEqualTo(sent.slice(0, 4));
    }
  }

  @Test
  void answerFault_hidesTheFace() throws IOException, InterruptedException {
    faults.next(new Fault.Answer(answer(418)));

    assertThat(post(Duration.ofSeconds(10)).statusCode()).isEqualTo(418);
    assertThat(post(Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
    assertThat(asked).hasValue(1);
  }

  @Test
  void always_ofAKind_strikesOnlyThose() throws IOException, InterruptedException {
    faults.always(request -> request.target().equals("/other"), new Fault.Answer(answer(418)));
    assertThat(post(Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
    assertThat(faults.strikes()).isZero();

    faults.always(
        request -> request.target().equals("/v1/traces?x=1"), new Fault.Answer(answer(418)));
    assertThat(post(Duration.ofSeconds(10)).statusCode()).isEqualTo(418);
    assertThat(faults.strikes()).isEqualTo(1);
  }

  @Test
  void delayFault_answersLater() throws IOException, InterruptedException {
    faults.next(new Fault.Delay(Duration.ofMillis(20)));

    assertThat(post(Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
    assertThat(faults.strikes()).isEqualTo(1);
  }

  @Test
  void dropFaults_closeTheConnectionBeforeOrAfterTheFace() {
    faults.next(new Fault.DropBefore());
    faults.next(new Fault.DropAfter());

    assertThatThrownBy(() -> post(Duration.ofSeconds(10))).isInstanceOf(IOException.class);
    assertThat(asked).hasValue(0);
    assertThatThrownBy(() -> post(Duration.ofSeconds(10))).isInstanceOf(IOException.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void cutFault_endsInsideTheBody() {
    faults.next(new Fault.Cut(100));

    assertThatThrownBy(() -> post(Duration.ofSeconds(10))).isInstanceOf(IOException.class);
  }

  @Test
  void hangFault_holdsTheRequestUntilTheServerCloses() throws InterruptedException {
    faults.always(new Fault.Hang());
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request(Duration.ofSeconds(60)), BodyHandlers.ofString());
    assertThat(faults.awaitStrikes(1, 30)).isTrue();
    assertThat(answer).isNotDone();

    server.close();

    assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void trickleFault_sendsTheWholeBodyInTheEnd() throws IOException, InterruptedException {
    faults.next(new Fault.Trickle(3, Duration.ofMillis(1)));

    assertThat(post(Duration.ofSeconds(10)).body()).hasSize(3);
  }

  @Test
  void forgetConnections_keptAlive_areCutOffAndNewOnesServed() throws Exception {
    post(Duration.ofSeconds(10));
    post(Duration.ofSeconds(10));
    assertThat(server.connections()).isEqualTo(1);
    server.forgetConnections();

    assertThatThrownBy(() -> post(Duration.ofSeconds(10))).isInstanceOf(IOException.class);
    assertThat(asked).hasValue(2);
    assertThat(post(Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
    assertThat(server.connections()).isEqualTo(2);
  }

  private HttpResponse<String> post(Duration timeout) throws IOException, InterruptedException {
    return client.send(request(timeout), BodyHandlers.ofString());
  }

  private HttpRequest request(Duration timeout) {
    return HttpRequest.newBuilder(server.url().resolve("/v1/traces?x=1"))
        .timeout(timeout)
        .POST(BodyPublishers.ofString("body"))
        .build();
  }

  private static Face keep(List<Body> bodies, boolean ask) {
    return request -> {
      bodies.add(request.body());
      try {
        return answer(ask && request.body().decode().length() < 0 ? 500 : 200);
      } catch (UnreadableBodyException e) {
        return answer(500);
      }
    };
  }

  private int post(LoopbackServer server, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.url()).POST(body).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static Response answer(int status) {
    return new Response(status, Headers.NONE, Bytes.EMPTY);
  }
}
