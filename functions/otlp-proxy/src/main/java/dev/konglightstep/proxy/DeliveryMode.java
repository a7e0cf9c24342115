package dev.konglightstep.proxy;

/** Which way a batch takes when all is well. */
public enum DeliveryMode {
  /** To the backend, and Kong's answer waits for the backend's. */
  DIRECT,
  /** Into the spill; Kong has its answer at once, and the drain sends the batch on. */
  QUEUE
}
