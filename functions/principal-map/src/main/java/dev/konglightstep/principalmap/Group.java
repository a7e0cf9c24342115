package dev.konglightstep.principalmap;

import java.util.Set;

/**
 * A group of people.
 *
 * @param members the ids of those in it
 */
public record Group(String name, Set<String> members) {

  public Group {
    members = Set.copyOf(members);
  }

  /** The size alone. */
  @Override
  public String toString() {
    return "Group[members=" + members.size() + "]";
  }
}
