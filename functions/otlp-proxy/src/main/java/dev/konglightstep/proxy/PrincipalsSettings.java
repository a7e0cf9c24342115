package dev.konglightstep.proxy;

import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the principals are.
 *
 * @param uri of their directory; empty if nobody is to be looked up
 * @param maxAge after which the directory is too old
 */
record PrincipalsSettings(Optional<ObjectUri> uri, Duration maxAge) {
  static PrincipalsSettings from(Settings settings) {
    return new PrincipalsSettings(
        ObjectUri.from(settings, "PRINCIPALS_URI"), settings.duration("SNAPSHOT_MAX_AGE", "PT6H"));
  }
}
