package dev.konglightstep.rotation.explore;

import dev.konglightstep.core.http.Transport;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.rotation.kong.Credential;
import dev.konglightstep.rotation.kong.KongFleet;
import dev.konglightstep.rotation.kong.KongTargetsJson;
import dev.konglightstep.standins.http.InMemory;
import dev.konglightstep.standins.kong.admin.KongAdminFace;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The adapter to Kong's Admin API, over the models of two Kongs. */
final class Kongs {
  private Kongs() {}

  /** The targets of a secret: both Kongs hold the token, one of them the key too. */
  static List<Target> targets(String secret, Surroundings around, Wire wire) {
    Stream<String> names =
        secret.equals(Secrets.KEY)
            ? Stream.of(Surroundings.EDGE)
            : Stream.of(Surroundings.EDGE, Surroundings.INNER);
    return names.flatMap(name -> target(name, secret, around, wire).stream()).toList();
  }

  private static List<Target> target(String name, String secret, Surroundings around, Wire wire) {
    String header =
        secret.equals(Secrets.KEY) ? Surroundings.KEY_HEADER : Surroundings.TOKEN_HEADER;
    String document =
        """
        [{"name":"%s","secret":"%s","kind":"admin","urls":["https://%s.example:8444"],
          "header":"%s","endpoints":["https://collector.example"]}]"""
            .formatted(name, secret, name, header);
    Transport kong = wire.to(name, new InMemory(new KongAdminFace(around.kong(name))));
    return new KongFleet(
            KongTargetsJson.parse(document),
            trust -> kong,
            secretId -> Credential.parse("none"),
            around.clock())
        .of(secret, URI.create(Surroundings.ENDPOINT));
  }
}
