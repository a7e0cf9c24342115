package dev.konglightstep.core;

import dev.konglightstep.core.http.Body;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A range of a byte array. It shares the array and is read-only by contract, so that a batch can be
 * handed on without a copy.
 */
public final class Bytes implements Body {
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final VarHandle NUMBER =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** The whole array, shared. */
  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** {@code length} bytes of the array from {@code offset}, shared. */
  public static Bytes of(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return new Bytes(array, offset, length);
  }

  public static Bytes utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The array behind this range; only {@link #length()} bytes from {@link #offset()} are ours. */
  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The byte at {@code index}, counted from the start of this range. */
  public byte at(int index) {
    return array[offset + Objects.checkIndex(index, length)];
  }

  /** Eight bytes from {@code index} on as a number, the highest first. */
  public long numberAt(int index) {
    return (long) NUMBER.get(array, offset + Objects.checkFromIndexSize(index, Long.BYTES, length));
  }

  /** {@code size} bytes from {@code from}, counted from the start of this range. */
  public Bytes slice(int from, int size) {
    Objects.checkFromIndexSize(from, size, length);
    return new Bytes(array, offset + from, size);
  }

  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  public InputStream stream() {
    return new ByteArrayInputStream(array, offset, length);
  }

  /** The bytes as UTF-8 text; an invalid part becomes U+FFFD. */
  public String text() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public Bytes decode() {
    return this;
  }

  @Override
  public int size() {
    return length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The size alone: bytes may hold secrets. */
  @Override
  public String toString() {
    return length + " bytes";
  }
}
