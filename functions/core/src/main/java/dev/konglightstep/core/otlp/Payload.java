package dev.konglightstep.core.otlp;

/**
 * What stands behind a tag of OTLP. A tag that means nothing to us is skipped by its wire type.
 * Plain numbers, because they are looked up and switched over for every field of every span.
 */
final class Payload {
  static final byte SKIPPED = 0;
  static final byte TEXT = 1;
  static final byte MESSAGE = 2;

  /** A KeyValue in the list of attributes of a span, a resource and so on. */
  static final byte ATTRIBUTE = 3;

  static final byte PACKED_VARINTS = 4;
  static final byte PACKED_I64 = 5;

  private Payload() {}
}
