package dev.konglightstep.principalmap;

import dev.konglightstep.platform.ObjectUri.LocalFile;
import dev.konglightstep.platform.ObjectUri.S3Object;
import dev.konglightstep.platform.Pause;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.principalmap.aws.AwsAccounts;
import dev.konglightstep.principalmap.aws.AwsIdentityStore;
import dev.konglightstep.principalmap.aws.Calls;
import dev.konglightstep.principalmap.aws.S3Snapshots;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;

/** What the principal map is made of. It opens no connection yet. */
final class PrincipalMapWiring {
  private PrincipalMapWiring() {}

  /** A map on the real AWS SDK. */
  static PrincipalMap real(PrincipalMapSettings settings, PrintStream out, InstantSource clock) {
    return real(settings, out, clock, Calls.real(clock, Pause.real()));
  }

  /** The same, with other patience. */
  static PrincipalMap real(
      PrincipalMapSettings settings, PrintStream out, InstantSource clock, Calls calls) {
    Optional<Survey.Store> store =
        settings
            .store()
            .map(
                found ->
                    new Survey.Store(
                        found.id(),
                        new AwsIdentityStore(settings.aws(), found.id(), found.region(), calls)));
    return new PrincipalMap(
        new Survey(new AwsAccounts(settings.aws(), calls), settings.readers(), store),
        snapshots(settings, calls),
        settings.maxAge(),
        new Teller(
            new Log(settings.logLevel(), out, clock),
            new Metrics(settings.selfTelemetry(), "PrincipalMap", out, clock)),
        clock);
  }

  private static SnapshotStore snapshots(PrincipalMapSettings settings, Calls calls) {
    return switch (settings.principals()) {
      case S3Object(String bucket, String key) ->
          new S3Snapshots(settings.aws(), bucket, key, calls);
      case LocalFile(var path) -> new FileSnapshots(path);
    };
  }
}
