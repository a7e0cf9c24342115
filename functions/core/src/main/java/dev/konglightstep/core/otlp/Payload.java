package dev.konglightstep.core.otlp;

/** What stands behind a tag of OTLP. A tag that means nothing to us is skipped by its wire type. */
enum Payload {
  SKIPPED,
  TEXT,
  MESSAGE,
  /** A KeyValue in the list of attributes of a span, a resource and so on. */
  ATTRIBUTE,
  PACKED_VARINTS,
  PACKED_I64
}
