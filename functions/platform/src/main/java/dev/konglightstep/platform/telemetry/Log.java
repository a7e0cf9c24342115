package dev.konglightstep.platform.telemetry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Whether {@link #debug} writes anything, for who would have to find out what to say. */
  public boolean debugs() {
    return least == Level.DEBUG;
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

  /** One audit event, whatever the level: it is not a message to somebody but a record. */
  public void audit(Map<String, ?> event) {
    record("audit", event);
  }

  /**
   * One record for who asks later, whatever the level.
   *
   * @param kind of record
   */
  public void record(String kind, Map<String, ?> fields) {
    write("audit", Map.of(kind, fields));
  }

  private void write(Level level, String message, Map<String, ?> fields) {
    if (level.compareTo(least) >= 0) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("message", message);
      all.putAll(fields);
      write(level.name().toLowerCase(Locale.ROOT), all);
    }
  }

  private void write(String level, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant().toString());
    line.put("level", level);
    fields.forEach((name, value) -> line.put(name, printable(value)));
    try {
      out.println(MAPPER.writeValueAsString(line));
    } catch (JacksonException e) {
      throw new IllegalStateException("a log line of texts and numbers cannot be written", e);
    }
  }

  /** Texts, numbers and lists and maps of them; secrets have a type whose text is redacted. */
  private static Object printable(Object value) {
    return switch (value) {
      case Number number -> number;
      case Boolean truth -> truth;
      case Map<?, ?> map -> {
        Map<String, Object> printable = new LinkedHashMap<>();
        map.forEach((name, element) -> printable.put(name.toString(), printable(element)));
        yield printable;
      }
      case List<?> list -> list.stream().map(Log::printable).toList();
      default -> value.toString();
    };
  }
}
