package dev.konglightstep.rotation.audit;

import dev.konglightstep.platform.telemetry.Log;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A log line for each event, which is the record of truth, and then whoever else wants to know. */
public final class AuditLog implements Audit {
  private final Log log;
  private final InstantSource clock;
  private final Consumer<Map<String, Object>> bus;

  /**
   * Nothing is told yet.
   *
   * @param bus gets each event's JSON, whose fields {@code infra/schema/audit-event.json}
   *     describes; what it throws is logged and forgotten
   */
  public AuditLog(Log log, InstantSource clock, Consumer<Map<String, Object>> bus) {
    this.log = log;
    this.clock = clock;
    this.bus = bus;
  }

  @Override
  public void record(AuditEvent event) {
    Map<String, Object> fields = fields(event);
    log.audit(fields);
    try {
      bus.accept(fields);
    } catch (RuntimeException e) {
      log.warn(
          "an audit event did not reach the event bus; the log line above is the record",
          Map.of("id", event.id(), "why", String.valueOf(e.getMessage())));
    }
  }

  private Map<String, Object> fields(AuditEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", event.id());
    fields.put("type", event.type().name());
    fields.put("time", clock.instant().toString());
    fields.put("secret", event.secret());
    fields.put("version", event.version());
    event.previousVersion().ifPresent(version -> fields.put("previous_version", version));
    fields.put("targets", event.targets());
    fields.put("outcome", event.outcome());
    fields.put("verified_by", event.verifiedBy());
    fields.put("detail", event.detail());
    fields.put("correlation", event.correlation());
    return fields;
  }
}
