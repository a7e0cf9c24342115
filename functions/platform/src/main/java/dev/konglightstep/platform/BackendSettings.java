package dev.konglightstep.platform;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.backend.Lightstep;
import java.net.URI;

/** Which backend the environment names, and where it is. */
public final class BackendSettings {
  private BackendSettings() {}

  /**
   * The backend.
   *
   * @throws SettingsException naming a setting that is malformed
   */
  public static Backend from(Settings settings) {
    return switch (settings.choice("BACKEND", Kind.LIGHTSTEP)) {
      case LIGHTSTEP ->
          new Lightstep(
              settings.origin("LIGHTSTEP_URL").orElse(URI.create(Lightstep.URL)),
              settings.path("LIGHTSTEP_TRACES_PATH", Lightstep.TRACES_PATH),
              settings.path("LIGHTSTEP_METRICS_PATH", Lightstep.METRICS_PATH),
              settings.path("LIGHTSTEP_LOGS_PATH", Lightstep.LOGS_PATH));
    };
  }

  /** The backends that there are. */
  private enum Kind {
    LIGHTSTEP
  }
}
