package dev.konglightstep.core.principal.directory;

import dev.konglightstep.core.principal.LookupKey;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of lines that no identifier has one for: {@link
 * dev.konglightstep.core.principal.Identifier#key} makes the others.
 */
public final class Keys {
  private static final String PART = "!part:";
  private static final String PERSON = "person";
  private static final String NAME = "person-name";
  private static final String EMAIL = "person-email";
  private static final Set<String> GLOBAL_NAMES = Set.of(NAME, EMAIL, "oidc-subject");
  private static final Set<String> NAMES_IN_ACCOUNTS = Set.of("user", "role");
  private static final Pattern COLON = Pattern.compile(":");
  private static final int PARTS = 4;

  private Keys() {}

  /** The line that tells of a user or a role of IAM. */
  public static String principal(String partition, String account, String uniqueId) {
    return partition + ":" + account + ":principal:" + uniqueId;
  }

  /** The line that tells of a person in an identity store. */
  public static String person(String store, String userId) {
    return PERSON + ":" + store + ":" + userId.toLowerCase(Locale.ROOT);
  }

  /** A person's name in the identity store, as sessions of Identity Center's roles have it. */
  public static LookupKey personName(String name) {
    return global(NAME, name);
  }

  /** A person's e-mail address. */
  public static LookupKey personEmail(String address) {
    return global(EMAIL, address);
  }

  /** The line that says when a part of the directory was read. */
  static String part(String name) {
    return PART + name;
  }

  static boolean isPart(String key) {
    return key.startsWith(PART);
  }

  /** Whether that is so of a line. */
  static boolean isPart(byte[] line) {
    return line.length > 0 && line[0] == PART.charAt(0);
  }

  /** The name of a part, out of its key. */
  static String partName(String key) {
    return key.substring(PART.length());
  }

  /** Whether a key can come to mean another: names can, ids cannot. */
  static boolean isName(String key) {
    List<String> parts = parts(key);
    return GLOBAL_NAMES.contains(parts.getFirst())
        || (parts.size() == PARTS && NAMES_IN_ACCOUNTS.contains(parts.get(2)));
  }

  /** The part that a line belongs to. */
  static String partOf(Row row) {
    List<String> parts = parts(row.leads() ? row.target() : row.key());
    return parts.getFirst().equals(PERSON)
        ? Reading.store(parts.get(1))
        : Reading.iam(parts.get(0), parts.get(1));
  }

  private static List<String> parts(String key) {
    return List.of(COLON.split(key, PARTS));
  }

  private static LookupKey global(String type, String id) {
    return LookupKey.global(type, LookupKey.folded(id));
  }
}
