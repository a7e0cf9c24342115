package dev.konglightstep.platform.telemetry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes one JSON object a line, which CloudWatch Logs Insights reads without a parser. */
public final class Log {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Level least;
  private final PrintStream out;
  private final InstantSource clock;

  public Log(Level least, PrintStream out, InstantSource clock) {
    this.least = least;
    this.out = out;
    this.clock = clock;
  }

  public void debug(String message, Map<String, ?> fields) {
    write(Level.DEBUG, message, fields);
  }

  public void info(String message, Map<String, ?> fields) {
    write(Level.INFO, message, fields);
  }

  public void warn(String message, Map<String, ?> fields) {
    write(Level.WARN, message, fields);
  }

  public void error(String message, Map<String, ?> fields) {
    write(Level.ERROR, message, fields);
  }

  /** Field values are written as text or numbers; secrets have a type whose text is redacted. */
  private void write(Level level, String message, Map<String, ?> fields) {
    if (level.compareTo(least) < 0) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant().toString());
    line.put("level", level.name().toLowerCase(Locale.ROOT));
    line.put("message", message);
    fields.forEach(
        (name, value) -> line.put(name, value instanceof Number ? value : value.toString()));
    try {
      out.println(MAPPER.writeValueAsString(line));
    } catch (JacksonException e) {
      throw new IllegalStateException("a log line of texts and numbers cannot be written", e);
    }
  }
}
