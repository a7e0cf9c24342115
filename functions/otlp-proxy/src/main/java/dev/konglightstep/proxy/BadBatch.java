package dev.konglightstep.proxy;

/** What becomes of a body that is not OTLP. */
public enum BadBatch {
  /** Its bytes are kept and Kong goes on: a refusal would block its queue and lose good spans. */
  QUARANTINE,
  /** It is answered 400, for senders that obey. */
  REJECT
}
