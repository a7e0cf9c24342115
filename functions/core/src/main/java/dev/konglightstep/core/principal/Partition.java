package dev.konglightstep.core.principal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A part of AWS with accounts, endpoints and a control plane of its own (the SDK's partition
 * metadata, which a test compares with). One that is not here is refused: nobody could say where
 * its accounts would be looked up.
 */
public enum Partition {
  AWS("aws", "amazonaws.com"),
  AWS_CN("aws-cn", "amazonaws.com.cn"),
  AWS_US_GOV("aws-us-gov", "amazonaws.com"),
  AWS_ISO("aws-iso", "c2s.ic.gov"),
  AWS_ISO_B("aws-iso-b", "sc2s.sgov.gov"),
  AWS_ISO_E("aws-iso-e", "cloud.adc-e.uk"),
  AWS_ISO_F("aws-iso-f", "csp.hci.ic.gov"),
  AWS_EUSC("aws-eusc", "amazonaws.eu");

  private final String id;
  private final String dnsSuffix;

  Partition(String id, String dnsSuffix) {
    this.id = id;
    this.dnsSuffix = dnsSuffix;
  }

  /** As ARNs have it: {@code aws-cn}. */
  public String id() {
    return id;
  }

  /** What the names of its endpoints and services end with, without a dot before it. */
  String dnsSuffix() {
    return dnsSuffix;
  }

  /** The partition of this id, which has lower case only; empty if there is none. */
  public static Optional<Partition> of(String id) {
    for (Partition partition : values()) {
      if (partition.id.equals(id)) {
        return Optional.of(partition);
      }
    }
    return Optional.empty();
  }

  /** All ids, for a person who mistyped one. */
  public static String ids() {
    return Arrays.stream(values()).map(Partition::id).collect(Collectors.joining(", "));
  }
}
