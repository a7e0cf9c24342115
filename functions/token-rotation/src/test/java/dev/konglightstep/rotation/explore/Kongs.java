package dev.konglightstep.rotation.explore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.Held;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.rotation.TargetException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** TEMPORARY direct target. */
final class Kongs {
  static List<Target> targets(
      String secret, Surroundings around, Function<String, Transport> kong) {
    String header =
        secret.equals(Secrets.KEY) ? Surroundings.KEY_HEADER : Surroundings.TOKEN_HEADER;
    List<String> names =
        secret.equals(Secrets.KEY)
            ? List.of(Surroundings.EDGE)
            : List.of(Surroundings.EDGE, Surroundings.INNER);
    return names.stream().<Target>map(n -> new Direct(n, header, kong.apply(n), around)).toList();
  }

  record Direct(String name, String header, Transport t, Surroundings around) implements Target {
    static final JsonMapper M = new JsonMapper();

    JsonNode get() throws TargetException {
      try {
        Response r =
            t.send(
                new Request("GET", "/plugins/" + around.plugin(name), Headers.NONE, Bytes.EMPTY),
                Duration.ofSeconds(5));
        return M.readTree(r.body().text());
      } catch (IOException e) {
        throw new TargetException(TargetException.Kind.UNREACHABLE, "no answer: " + e.getMessage());
      }
    }

    @Override
    public Reading read() throws TargetException {
      String v = get().at("/config/headers").path(header).asText();
      return new Reading(
          List.of(new Held(around.plugin(name), new Held.Content.Plain(Token.of(v)))), List.of());
    }

    @Override
    public Instant write(Held held, Token value, Instant basedOn) throws TargetException {
      ObjectNode headers = (ObjectNode) get().at("/config/headers");
      headers.put(header, value.reveal());
      if (around.clock().instant().isAfter(basedOn.plusSeconds(2))) {
        throw new TargetException(TargetException.Kind.STALE, "stale");
      }
      Instant until = around.clock().instant().plusSeconds(5);
      ObjectNode body = M.createObjectNode();
      body.putObject("config").set("headers", headers);
      try {
        Response r =
            t.send(
                new Request(
                    "PATCH",
                    "/plugins/" + around.plugin(name),
                    Headers.of("Content-Type", "application/json"),
                    Bytes.utf8(body.toString())),
                Duration.ofSeconds(5));
        if (r.status() != 200) {
          throw new TargetException(
              TargetException.Kind.UNREACHABLE, "status " + r.status() + r.body().text());
        }
        return around.clock().instant();
      } catch (IOException e) {
        throw TargetException.unsettled("no answer", until);
      }
    }
  }
}
