package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.rotation.Held;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.standins.http.InMemory;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminFace;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The adapter without a network, as explorations drive it; and a node that follows. */
class KongAdminInMemoryTest {
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final KongAdminModel model =
      new KongAdminModel(
          Edition.OPEN_SOURCE, () -> now, () -> "00000000-0000-0000-0000-000000000001");

  @Test
  void write_inMemory_reachesTheNodeWhenItAsksNext() throws Exception {
    String id =
        model.addOpenTelemetry(
            KongAdminModel.DEFAULT,
            Optional.empty(),
            KongWorld.TRACES,
            Map.of("x-ingest-key", "CANARY-old"));
    model.addNode("node", Duration.ofSeconds(5));
    Target target = target();
    Held held = target.read().held().getFirst();
    now = now.plusSeconds(1);

    target.write(held, KongWorld.NEW, now);

    assertThat(target.read().held().getFirst().holds(KongWorld.NEW)).isTrue();
    assertThat(sends(id)).isEqualTo("CANARY-old");
    now = now.plusSeconds(4);
    assertThat(sends(id)).isEqualTo("CANARY-new");
  }

  private String sends(String id) {
    return model.configOn("node", id).orElseThrow().headers().getOrDefault("x-ingest-key", "");
  }

  private Target target() {
    String document =
        """
        [{"name":"edge","secret":"key","kind":"admin","urls":["https://kong.example:8444"],
          "header":"x-ingest-key"}]""";
    return new KongFleet(
            KongTargetsJson.parse(document),
            trust -> new InMemory(new KongAdminFace(model)),
            secretId -> Credential.parse("none"),
            () -> now)
        .of("key", URI.create("https://proxy.example"))
        .getFirst();
  }
}
