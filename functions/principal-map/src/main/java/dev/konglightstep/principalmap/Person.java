package dev.konglightstep.principalmap;

import java.util.List;
import java.util.Optional;

/**
 * Somebody in the identity store.
 *
 * @param id in that store
 * @param emails the primary one first
 * @param externalIds what providers call them
 */
public record Person(
    String id,
    String userName,
    Optional<String> fullName,
    List<String> emails,
    List<ExternalId> externalIds) {

  public Person {
    emails = List.copyOf(emails);
    externalIds = List.copyOf(externalIds);
  }

  /** Says nothing of them. */
  @Override
  public String toString() {
    return "Person[…]";
  }

  /** What a provider, such as Okta, calls somebody. */
  public record ExternalId(String issuer, String id) {
    /** Says nothing of them. */
    @Override
    public String toString() {
      return "ExternalId[…]";
    }
  }
}
