package dev.konglightstep.platform.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;

/**
 * LocalStack 4.14.0, the last version that needs no account: in a container where Docker is, else
 * as a process on a free port of its own.
 */
public final class LocalStack implements AutoCloseable {
  private static final String IMAGE = "localstack/localstack:4.14.0";
  private static final String SERVICES = "secretsmanager,events,sqs,s3,iam,sts";
  private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");
  private static final Pattern READY = Pattern.compile("^(Ready)\\.$");

  public static final String MISSING =
      "LocalStack is not installed; \"infra/emulators.sh target/emulators\" does it";

  public static final String PARTS_MISSING =
      "SQS and S3 of LocalStack need a Python 3.13; \"infra/emulators.sh target/emulators\" looks for one";

  private final URI url;
  private final Runnable stop;

  private LocalStack(URI url, Runnable stop) {
    this.url = url;
    this.stop = stop;
  }

  /** Whether a test must run: where LocalStack or Docker is, and in CI, where it fails without. */
  public static boolean isExpected() {
    boolean expected =
        EmulatorProcess.isInstalled("localstack")
            || "true".equals(System.getenv("CI"))
            || isDockerHere();
    if (!expected) {
      System.err.println("skipped: " + MISSING);
    }
    return expected;
  }

  /**
   * The same for its SQS and S3, which do not load in an older Python although the rest does. Not a
   * failure in CI: moto has its say there all the same.
   */
  public static boolean hasQueuesAndBuckets() {
    boolean whole = isDockerHere() || Files.isDirectory(libraries().resolve("python3.13"));
    if (!whole) {
      System.err.println("skipped: " + PARTS_MISSING);
    }
    return whole;
  }

  private static Path libraries() {
    return EmulatorProcess.folder().resolve("localstack").resolve("lib");
  }

  /** Starts it and waits until it serves. */
  public static LocalStack start() throws Exception {
    return isDockerHere() ? inAContainer() : asAProcess();
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() {
    stop.run();
  }

  /** Testcontainers is asked only where there is something to ask: it reports at length if not. */
  private static boolean isDockerHere() {
    return (System.getenv("DOCKER_HOST") != null || Files.exists(DOCKER_SOCKET))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // closed with this
  private static LocalStack inAContainer() {
    LocalStackContainer container =
        new LocalStackContainer(IMAGE)
            .withServices(SERVICES.split(","))
            .withEnv("DISABLE_EVENTS", "1");
    container.start();
    return new LocalStack(container.getEndpoint(), container::stop);
  }

  private static LocalStack asAProcess() throws Exception {
    assertThat(EmulatorProcess.isInstalled("localstack")).as(MISSING).isTrue();
    String address = "127.0.0.1:" + freePort();
    ProcessBuilder command =
        new ProcessBuilder(
            EmulatorProcess.python("localstack").toString(), "-m", "localstack.runtime.main");
    command.environment().putAll(environment(address));
    EmulatorProcess process = EmulatorProcess.start(command, READY);
    return new LocalStack(URI.create("http://" + address), process::close);
  }

  /** Nothing is fetched, nothing is told, no name server; its files stay in our folder. */
  private static Map<String, String> environment(String address) {
    return Map.of(
        "GATEWAY_LISTEN", address,
        "SERVICES", SERVICES,
        "STRICT_SERVICE_LOADING", "1",
        "SKIP_SSL_CERT_DOWNLOAD", "1",
        "DISABLE_EVENTS", "1",
        "DNS_ADDRESS", "0",
        "OVERRIDE_IN_DOCKER", "0",
        "FILESYSTEM_ROOT", EmulatorProcess.folder().resolve("localstack-files").toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
