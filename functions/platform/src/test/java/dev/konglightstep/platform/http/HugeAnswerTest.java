package dev.konglightstep.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that weigh more than an answer may. */
class HugeAnswerTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Faults faults = new Faults();
  private final LoopbackServer server =
      LoopbackServer.start(request -> new Response(200, Headers.NONE, Bytes.EMPTY), faults);
  private final JdkTransport transport = new JdkTransport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  /** The status tells what became of the request, however much follows it. */
  @ParameterizedTest
  @CsvSource({"4194303, 4194303", "4194304, 4194304", "4194305, 4194305", "9000000, 4194305"})
  void send_hugeAnswer_isCutOneByteBehindTheLimit(int size, int kept) throws IOException {
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);
    faults.next(new Fault.Answer(new Response(503, Headers.of("A", "b"), Bytes.of(body))));

    Response answer = transport.send(request(), LONG);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("a")).contains("b");
    assertThat(answer.body()).isEqualTo(Bytes.of(body).slice(0, kept));
    assertThat(transport.send(request(), LONG).status()).isEqualTo(200);
  }

  /** A server that never stops writing can only learn that we do not listen any more. */
  @Test
  void send_endlessAnswer_isHungUpOn() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<String> writing = new FutureTask<>(() -> writeForever(endless));
      Thread.ofVirtual().start(writing);
      String url = "http://127.0.0.1:" + endless.getLocalPort() + "/";

      Response answer = transport.send(new Request("GET", url, Headers.NONE, Bytes.EMPTY), LONG);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().length()).isEqualTo((4 << 20) + 1);
      assertThat(writing.get(10, TimeUnit.SECONDS)).isEqualTo("hung up");
    }
  }

  private static String writeForever(ServerSocket server) throws IOException {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      byte[] some = new byte[64 * 1024];
      while (true) {
        try {
          out.write(some);
        } catch (SocketException e) {
          return "hung up";
        }
      }
    }
  }

  private Request request() {
    return new Request("POST", server.url() + "/path", Headers.NONE, Bytes.EMPTY);
  }
}
