package dev.konglightstep.platform.telemetry;

/** How much is logged; each level includes those after it. */
public enum Level {
  DEBUG,
  INFO,
  WARN,
  ERROR
}
