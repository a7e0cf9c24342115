package dev.konglightstep.standins.kong;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KongSenderTest {
  private static final Recording NODE = Recording.load("01-anonymous-200");

  private final AtomicReference<Optional<PluginConfig>> config =
      new AtomicReference<>(Optional.empty());
  private final List<Request> seen = new CopyOnWriteArrayList<>();

  /** Seen on Kong 3.9.3: what stuck on 401 under the old key goes out with the new one. */
  @Test
  void export_configChangesMeanwhile_retriesTheSameBytesWithTheNewest() throws Exception {
    config.set(config("old"));
    try (KongSender sender =
        new KongSender(NODE, config::get, this::receive, QueueSettings.DEFAULTS, Pace.REAL)) {
      sender.queue().enqueue(NODE.spans().getFirst());

      assertThat(sender.queue().awaitEmpty(Duration.ofSeconds(10))).isTrue();
      assertThat(sender.batches()).isEqualTo(1);
    }
    assertThat(seen).extracting(KongSenderTest::key).containsExactly("old", "new");
    assertThat(seen.get(1).body().decode()).isEqualTo(seen.get(0).body().decode());
    assertThat(seen).extracting(Request::target).containsOnly("http://proxy.example/v1/traces");
  }

  private Response receive(Request request, Duration timeout) {
    seen.add(request);
    int status = key(request).equals("new") ? 200 : 401;
    config.set(config("new"));
    return new Response(status, Headers.NONE, Bytes.EMPTY);
  }

  private static String key(Request request) {
    return request.headers().first("x-ingest-key").orElse("");
  }

  private static Optional<PluginConfig> config(String key) {
    return Optional.of(
        new PluginConfig(
            URI.create("http://proxy.example/v1/traces"), Map.of("x-ingest-key", key)));
  }
}
