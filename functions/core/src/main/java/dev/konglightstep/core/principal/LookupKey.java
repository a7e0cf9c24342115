package dev.konglightstep.core.principal;

import java.util.Locale;

/**
 * What a directory of principals is asked for.
 *
 * <pre>
 *   key := partition ":" account ":" type ":" id    what belongs to an account
 *        | type ":" id                              what is one of its kind in all of AWS
 * </pre>
 *
 * Every key of the first kind has all four parts: a cache whose key lacked the account gave one
 * account's role to another (CVE-2025-11621). The two cannot be mixed up, for no type is called
 * like a partition. A key has no character below a blank, and a blank only in an OpenID Connect
 * subject.
 *
 * @param type as {@link Identifier#kind()} names it
 * @param text the whole key
 */
public record LookupKey(String type, String text) {

  /** The key of what is one of its kind in all of AWS. */
  public static LookupKey global(String type, String id) {
    return new LookupKey(type, type + ":" + id);
  }

  static LookupKey of(Partition partition, String account, String type, String id) {
    return new LookupKey(type, partition.id() + ":" + account + ":" + type + ":" + id);
  }

  /** IAM's names are unique in their account without regard to case and path (CreateUser). */
  public static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The type alone: an id may be a person's name or an access key's. */
  @Override
  public String toString() {
    return "LookupKey[" + type + "]";
  }
}
