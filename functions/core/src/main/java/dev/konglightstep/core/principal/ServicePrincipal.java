package dev.konglightstep.core.principal;

/**
 * A service of AWS: {@code events.amazonaws.com}, {@code states.us-east-1.amazonaws.com} (AWS IAM
 * User Guide, "AWS service principals").
 *
 * @param name a host name in lower case that ends with a partition's domain
 */
public record ServicePrincipal(String name) implements Identifier {
  static final String EXPECTED = "expected a service principal, as events.amazonaws.com";
  private static final String KIND = "service";
  private static final int MOST = 253;
  private static final int MOST_LABEL = 63;

  /**
   * @throws IllegalArgumentException if the name is none
   */
  public ServicePrincipal {
    if (!isOne(name)) {
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  static boolean isOne(String name) {
    if (name.length() > MOST || Ascii.HOST.skip(name, 0, name.length()) < name.length()) {
      return false;
    }
    for (Partition partition : Partition.values()) {
      int dot = name.length() - partition.dnsSuffix().length() - 1;
      if (dot > 0 && name.charAt(dot) == '.' && name.endsWith(partition.dnsSuffix())) {
        return areLabels(name, dot);
      }
    }
    return false;
  }

  /** RFC 1035, section 2.3.4: labels are not empty and not longer than 63. */
  private static boolean areLabels(String name, int end) {
    int from = 0;
    while (from <= end) {
      int dot = name.indexOf('.', from);
      if (dot == from || dot - from > MOST_LABEL) {
        return false;
      }
      from = dot + 1;
    }
    return true;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return name;
  }

  @Override
  public LookupKey key(Partition home) {
    return LookupKey.global(KIND, name);
  }
}
