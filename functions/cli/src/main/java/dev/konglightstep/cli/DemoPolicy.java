package dev.konglightstep.cli;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.standins.lightstep.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The policy of the demo: every checkout and every error, a third of the rest; and VPC Lattice is
 * believed.
 */
final class DemoPolicy {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String DOCUMENT =
      """
      {"sampling":{"rules":[
        {"name":"errors","error":true,"keep":1},
        {"name":"checkout","route":"/checkout*","keep":1}],
       "otherwise":0.33},
       "identity":{"exclusive_ingress":["lattice"],"tags":["team"]}}
      """;

  /** What all secrets in the recordings begin with. */
  private static final String SECRET = "CANARY";

  private final Path file;

  private DemoPolicy(Path file) {
    this.file = file;
  }

  static DemoPolicy write() {
    try {
      Path file = Files.createTempFile("kong-lightstep-policy", ".json");
      file.toFile().deleteOnExit();
      return new DemoPolicy(Files.writeString(file, DOCUMENT));
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's policy cannot be written", e);
    }
  }

  /** As {@code POLICY_URI} has it. */
  String uri() {
    return "file:" + file;
  }

  /** The traces that the proxy's log says were not kept. */
  static Set<String> sampledOut(String log) {
    return log.lines()
        .map(DemoPolicy::parse)
        .filter(line -> line.path("message").asText().equals("sampled out"))
        .map(line -> line.path("trace").asText())
        .collect(toSet());
  }

  /** How many deliveries hold a secret that Kong had recorded. */
  static long leaks(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(delivery -> new String(delivery.body().copy(), StandardCharsets.ISO_8859_1))
        .filter(body -> body.contains(SECRET))
        .count();
  }

  private static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw new IllegalStateException("a line of the log is no JSON", e);
    }
  }
}
