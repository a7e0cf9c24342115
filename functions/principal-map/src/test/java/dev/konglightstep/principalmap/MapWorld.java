package dev.konglightstep.principalmap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.http.Backoff;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Entry;
import dev.konglightstep.principalmap.aws.Calls;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.s3.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The map on the real SDK, AWS on the loopback, and a clock in our hands. */
final class MapWorld implements AutoCloseable {
  static final String BUCKET = "principals";
  static final String KEY = "map.txt.gz";
  static final String STORE = "d-1234567890";

  final Hands clock = new Hands(Instant.parse("2026-11-24T08:00:00Z"));
  final AwsOnLoopback aws = new AwsOnLoopback(clock);
  final Faults faults = new Faults();

  /** By the machine's own clock: more than a busy one needs, unless a test waits for it to end. */
  Duration patience = Duration.ofSeconds(20);

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final LoopbackServer server = LoopbackServer.start(aws, faults);
  private final Map<String, String> environment = new HashMap<>();

  MapWorld() {
    aws.buckets.createBucket(BUCKET);
    aws.buckets.enableVersioning(BUCKET);
    environment.put("AWS_ENDPOINT_URL", server.url().toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", AwsOnLoopback.OWN);
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("PRINCIPALS_URI", "s3://" + BUCKET + "/" + KEY);
  }

  MapWorld with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A new environment of the function. */
  PrincipalMap map() {
    return PrincipalMapWiring.real(
        PrincipalMapSettings.from(environment),
        new PrintStream(log, true, StandardCharsets.UTF_8),
        clock,
        new Calls(
            clock, clock, patience, new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20))));
  }

  JsonNode run() {
    return run(new MapEvent.Scheduled());
  }

  /** A run in an environment of its own. */
  JsonNode run(MapEvent event) {
    return json(map().handle(event, clock.instant().plus(Duration.ofMinutes(5))));
  }

  StoredObject stored() {
    return aws.buckets.getObject(BUCKET, KEY);
  }

  Directory directory() {
    return Runs.unpack(stored().body().copy());
  }

  /** The id of who has that key at a time; empty if it is nobody's. */
  Optional<String> holder(LookupKey key, long second) {
    return Runs.find(directory(), key, second).flatMap(entry -> entry.field("id"));
  }

  Optional<Entry> entry(LookupKey key) {
    return Runs.find(directory(), key, clock.second());
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JacksonException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
