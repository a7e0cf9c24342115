package dev.konglightstep.core.principal;

/**
 * An id that IAM gave once and gives to nobody else: a user or role that is made again under its
 * name has another one. It names no account; that one could be read out of it, as out of access
 * keys, is not known.
 *
 * @param id four characters for the type, then A–Z and 2–7
 */
public record UniqueId(String id) implements Identifier {
  private static final String KIND = "unique-id";

  /**
   * @throws IllegalArgumentException if the id is none
   */
  public UniqueId {
    typeOf(id).part().require(id);
  }

  public UniqueIdType type() {
    return typeOf(id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return id;
  }

  /** The id alone: it is unique in all of AWS. */
  @Override
  public LookupKey key(Partition home) {
    return LookupKey.global(KIND, id);
  }

  private static UniqueIdType typeOf(String id) {
    return UniqueIdType.at(id, 0)
        .orElseThrow(() -> new IllegalArgumentException("expected a unique id's type at index 0"));
  }
}
