package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * What a unique id of IAM names, told by its first four characters (AWS IAM User Guide, "IAM
 * identifiers", "Unique identifiers"). Access keys have a type of their own.
 */
public enum UniqueIdType {
  USER("AIDA", Part.USER_OR_ROLE_ID),
  ROLE("AROA", Part.USER_OR_ROLE_ID),
  GROUP("AGPA", Part.UNIQUE_ID),
  INSTANCE_PROFILE("AIPA", Part.UNIQUE_ID),
  MANAGED_POLICY("ANPA", Part.UNIQUE_ID),
  MANAGED_POLICY_VERSION("ANVA", Part.UNIQUE_ID),
  PUBLIC_KEY("APKA", Part.UNIQUE_ID),
  CERTIFICATE("ASCA", Part.UNIQUE_ID),
  BEARER_TOKEN("ABIA", Part.UNIQUE_ID),
  CONTEXT_CREDENTIAL("ACCA", Part.UNIQUE_ID);

  private final String prefix;
  private final Part part;

  UniqueIdType(String prefix, Part part) {
    this.prefix = prefix;
    this.part = part;
  }

  Part part() {
    return part;
  }

  /** The type of the id that begins at an index. */
  static Optional<UniqueIdType> at(String text, int from) {
    for (UniqueIdType type : values()) {
      if (text.startsWith(type.prefix, from)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
