package dev.konglightstep.standins.kong.admin;

/**
 * Which Kong it is.
 *
 * @param version as {@code GET /} shows it
 * @param enterprise with workspaces and RBAC
 * @param database false for a DB-less node, whose entities cannot be written one by one
 */
public record Edition(String version, boolean enterprise, boolean database) {
  /** The last open-source release, with Postgres. */
  public static final Edition OPEN_SOURCE = new Edition("3.9.3", false, true);

  /** An Enterprise release. */
  public static final Edition ENTERPRISE = new Edition("3.10.0.1-enterprise-edition", true, true);

  /** The same without a database. */
  public Edition withoutDatabase() {
    return new Edition(version, enterprise, false);
  }

  /** The same in another version, such as {@code 3.2.1}. */
  public Edition in(String other) {
    return new Edition(other, enterprise, database);
  }

  /** Whether it is {@code 3.minor} or later. */
  boolean isAtLeast(int minor) {
    String[] parts = version.split("\\.", 3);
    int major = Integer.parseInt(parts[0]);
    return major > 3 || (major == 3 && Integer.parseInt(parts[1]) >= minor);
  }
}
