package dev.konglightstep.principalmap;

/** What was read of a part of the directory. */
sealed interface Found permits AccountFound, StoreFound {
  /** The part's name. */
  String part();

  /**
   * Its lines.
   *
   * @param known access keys, for those that were not read
   */
  PartRows rows(KnownKeys known);
}
