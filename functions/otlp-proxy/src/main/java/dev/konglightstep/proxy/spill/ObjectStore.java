package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A bucket: reads see every write that was answered (Amazon S3, "Data consistency model"). */
public interface ObjectStore {
  /** Puts an object, over one of the same key. */
  void put(String key, Bytes body, Duration timeout) throws StoreException;

  /** The object, or empty if there is none of that key. */
  Optional<Bytes> get(String key, Duration timeout) throws StoreException;

  /** Removes the object, if it is there. */
  void delete(String key, Duration timeout) throws StoreException;

  /**
   * The first keys with a prefix, in the order of their bytes.
   *
   * @param after only keys behind this one; empty for all
   * @param most how many, up to 1000
   */
  List<String> keys(String prefix, String after, int most, Duration timeout) throws StoreException;
}
