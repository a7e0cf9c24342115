package dev.konglightstep.core.principal.directory;

import java.util.List;

/**
 * What a whole part of the directory says now.
 *
 * @param part its name: an account of IAM, or an identity store
 * @param rows all that holds, in any order; each from when what it tells of was made, or {@link
 *     Validity#ALWAYS} where nobody knows
 */
public record Reading(String part, List<Row> rows) {

  public Reading {
    rows = List.copyOf(rows);
  }

  /** The part that is an account of IAM. */
  public static String iam(String partition, String account) {
    return "iam:" + partition + ":" + account;
  }

  /** The part that is an identity store. */
  public static String store(String store) {
    return "store:" + store;
  }

  /** The size alone. */
  @Override
  public String toString() {
    return "Reading[part=" + part + ", rows=" + rows.size() + "]";
  }
}
