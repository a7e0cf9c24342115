package dev.konglightstep.core.otlp;

/** Some keys of attributes; asked once for each distinct key of a request. */
@FunctionalInterface
public interface KeyMatcher {
  /** No key. */
  KeyMatcher NONE = (bytes, from, to) -> false;

  /** Whether the bytes from {@code from} up to {@code to} are one of the keys. */
  boolean contains(byte[] bytes, int from, int to);
}
