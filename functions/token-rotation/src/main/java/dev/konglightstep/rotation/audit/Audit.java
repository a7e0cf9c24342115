package dev.konglightstep.rotation.audit;

/** Where audit events go. */
@FunctionalInterface
public interface Audit {
  /** Tells it at least once; never fails. */
  void record(AuditEvent event);
}
