package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Bodies that a real Kong 3.9.3 sent (see kong/README.md beside them). */
public final class Recordings {
  public static final List<String> TRACES =
      List.of(
          "01-anonymous-200",
          "02-consumer-role-arn",
          "03-sigv4-akia",
          "04-sigv4-asia",
          "05-lattice-identity",
          "06-alb-oidc-subject",
          "07-rejected-401",
          "08-no-route-404",
          "09-upstream-down-502",
          "10-secrets-in-url-and-sql",
          "11-batch-200",
          "11a-batch-200-previous",
          "12-batch-remainder",
          "14-remote-parent");

  public static final String LOGS = "13-logs";

  private Recordings() {}

  public static Bytes body(String name) {
    return Bytes.of(read("/kong/" + name + ".binpb"));
  }

  private static byte[] read(String resource) {
    try (InputStream in = Recordings.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError("no test resource " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }
}
