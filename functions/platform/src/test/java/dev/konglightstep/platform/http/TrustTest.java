package dev.konglightstep.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose certificate it signed itself, with keytool's own keys. */
@TestInstance(Lifecycle.PER_CLASS)
class TrustTest {
  private static final String PASSWORD = "changeit";

  private HttpsServer server;
  private String pem = "";
  private String stranger = "";

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("server.p12");
    pem = certificate(store, "ip:127.0.0.1");
    stranger = certificate(folder.resolve("stranger.p12"), "ip:127.0.0.1");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop(0);
  }

  @Test
  void trusting_itsCertificate_isAnswered() throws Exception {
    try (JdkTransport transport = trusting(pem)) {
      assertThat(send(transport, "127.0.0.1")).isEqualTo(204);
    }
    try (JdkTransport transport = trusting(stranger + pem)) {
      assertThat(send(transport, "127.0.0.1")).isEqualTo(204);
    }
  }

  @Test
  void trusting_anotherOne_isNot() {
    try (JdkTransport transport = trusting(stranger)) {
      assertThatThrownBy(() -> send(transport, "127.0.0.1")).isInstanceOf(IOException.class);
    }
    try (JdkTransport transport = new JdkTransport()) {
      assertThatThrownBy(() -> send(transport, "127.0.0.1")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void trusting_anotherName_isNot() {
    try (JdkTransport transport = trusting(pem)) {
      assertThatThrownBy(() -> send(transport, "localhost")).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CANARY", "-----BEGIN CERTIFICATE-----\nCANARY\n"})
  void of_noCertificate_isRefusedUnquoted(String text) {
    assertThatThrownBy(() -> Trust.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected certificates in PEM")
        .hasMessageNotContaining("CANARY");
  }

  private int send(Transport transport, String host) throws IOException {
    String url = "https://" + host + ":" + server.getAddress().getPort() + "/";
    return transport
        .send(new Request("GET", url, Headers.NONE, Bytes.EMPTY), Duration.ofSeconds(10))
        .status();
  }

  private static JdkTransport trusting(String pem) {
    return JdkTransport.trusting(Trust.of(pem), InstantSource.system());
  }

  private static String certificate(Path store, String name) throws Exception {
    keytool(
        store, "-genkeypair -alias server -keyalg EC -dname CN=kong -validity 2 -ext san=" + name);
    Path exported = Path.of(store + ".pem");
    keytool(store, "-exportcert -rfc -alias server -file " + exported);
    return Files.readString(exported);
  }

  private static void keytool(Path store, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static SSLContext context(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
