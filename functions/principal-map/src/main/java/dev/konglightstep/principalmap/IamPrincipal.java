package dev.konglightstep.principalmap;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user or a role, as IAM tells of it.
 *
 * @param id which nobody else ever gets
 * @param arn with its path
 */
public record IamPrincipal(
    Type type,
    String id,
    String path,
    String name,
    String arn,
    Instant created,
    SortedMap<String, String> tags) {

  public IamPrincipal {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  boolean isUser() {
    return type == Type.USER;
  }

  /** The type alone: the rest may name a person. */
  @Override
  public String toString() {
    return "IamPrincipal[" + type + "]";
  }

  /** What it is. */
  public enum Type {
    USER,
    ROLE
  }
}
