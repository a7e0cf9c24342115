package dev.konglightstep.proxy.soak;

/** Who brings spans to the backend. */
enum Sender {
  PROXY,
  DRAIN,
  SWEEP
}
