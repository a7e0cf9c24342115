package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.platform.Pause;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.rotation.Held;
import dev.konglightstep.rotation.Rotating;
import dev.konglightstep.rotation.RotationSettings;
import dev.konglightstep.rotation.RotationWiring;
import dev.konglightstep.rotation.TargetException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the environment to a Kong. */
class KongWiringTest {
  private static final String TARGETS =
      """
      [{"name":"direct","secret":"token","kind":"admin","urls":["%1$s"],"header":"x-token"},
       {"name":"edge","secret":"key","kind":"admin","urls":["%1$s"],"header":"x-ingest-key"}]""";

  private final KongWorld kong = KongWorld.openSource();

  @AfterEach
  void close() {
    kong.close();
  }

  @Test
  void rotating_targets_goByTheirSecretAndItsOwnEndpoint() throws Exception {
    String edge = kong.pluginOnARoute(KongWorld.TRACES, Map.of("x-ingest-key", "CANARY-old"));
    String direct =
        kong.pluginOnARoute(
            URI.create("https://ingest.eu.lightstep.com/v1/traces"),
            Map.of("x-token", "CANARY-old"));

    List<Rotating> rotating = rotating(TARGETS.formatted(kong.url()));

    assertThat(rotating).extracting(Rotating::id).containsExactly("token", "key");
    assertThat(held(rotating.get(0))).containsExactly(kong.address(direct));
    assertThat(held(rotating.get(1))).containsExactly(kong.address(edge));
  }

  @Test
  void real_targetOfASecretThatNobodyRotates_doesNotStart() {
    String mistyped = TARGETS.formatted(kong.url()).replace("\"key\"", "\"kee\"");

    assertThatThrownBy(() -> rotating(mistyped))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("KONG_TARGETS: [1].secret: expected ");
  }

  private static List<String> held(Rotating rotating) throws TargetException {
    return rotating.targets().getFirst().read().held().stream().map(Held::plugin).toList();
  }

  private static List<Rotating> rotating(String targets) {
    RotationSettings settings =
        RotationSettings.from(
            Map.of(
                "TOKEN_SECRET_ID", "token",
                "POOL_SECRET_ID", "pool",
                "INGEST_KEY_SECRET_ID", "key",
                "PROXY_URL", KongWorld.PROXY.toString(),
                "LIGHTSTEP_URL", "https://ingest.eu.lightstep.com",
                "KONG_TARGETS", targets,
                "AWS_REGION", "eu-west-1"));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true);
    return RotationWiring.real(
            settings, new Random(1), nowhere, InstantSource.system(), Pause.real())
        .rotating(settings);
  }
}
