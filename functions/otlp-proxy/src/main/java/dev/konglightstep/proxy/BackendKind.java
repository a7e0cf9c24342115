package dev.konglightstep.proxy;

/** The tracing backends that there are profiles for. */
enum BackendKind {
  LIGHTSTEP
}
