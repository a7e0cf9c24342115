package dev.konglightstep.principalmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Entry;
import dev.konglightstep.core.principal.directory.Lookup;
import dev.konglightstep.core.principal.directory.MalformedDirectoryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A handler that is called as Lambda calls it, with all that it said. */
final class Runs {
  static final String SCHEDULED = "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrincipalMapHandler handler;

  Runs(Map<String, String> environment) {
    handler =
        new PrincipalMapHandler(environment, new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  JsonNode scheduled() throws IOException {
    return handle(SCHEDULED);
  }

  JsonNode handle(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        new TimeLeft(Duration.ofMinutes(5)));
    return new JsonMapper().readTree(answer.toByteArray());
  }

  /** Everything that was written to the log. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  static Directory unpack(byte[] object) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(object))) {
      return Directory.parse(Bytes.of(in.readAllBytes()));
    } catch (IOException | MalformedDirectoryException e) {
      throw new AssertionError(e);
    }
  }

  /** What a directory tells of somebody at a time. */
  static Optional<Entry> find(Directory directory, LookupKey key, long second) {
    return directory.find(key, second) instanceof Lookup.Found(Entry entry)
        ? Optional.of(entry)
        : Optional.empty();
  }
}
