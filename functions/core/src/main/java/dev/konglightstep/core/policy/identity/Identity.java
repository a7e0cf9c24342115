package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.principal.Partition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy says of identity.
 *
 * @param claims which are looked at; the first one that can be resolved speaks
 * @param exclusive the ways to Kong that are the only ones, so that what they say is true
 * @param users whose {@code user.*} and {@code enduser.id} are told
 * @param children what the other spans of a trace are told
 * @param tags the keys of the principal's tags that are told, with regard to case
 * @param pseudonyms whether people are told by pseudonyms, and their claims are taken out
 * @param decisions the share of traces, from 0 to 1, of which a record is kept for auditors
 * @param issuer the OpenID Connect provider's URL, as the identity store has it beside external ids
 * @param home the partition of identifiers that name an account and no partition
 */
public record Identity(
    List<Claim> claims,
    Set<Ingress> exclusive,
    Users users,
    Children children,
    List<String> tags,
    boolean pseudonyms,
    double decisions,
    Optional<String> issuer,
    Partition home) {

  /** Without a word from the policy. A consumer's name may be anything, so it is not looked at. */
  public static final Identity SAFE =
      new Identity(
          List.of(Claim.CUSTOM_ID, Claim.LATTICE, Claim.ALB, Claim.SIGV4, Claim.CONSUMER_ID),
          Set.of(),
          Users.VERIFIED,
          Children.SHORT,
          List.of(),
          false,
          0,
          Optional.empty(),
          Partition.AWS);

  public Identity {
    claims = List.copyOf(claims);
    exclusive = Set.copyOf(exclusive);
    tags = List.copyOf(tags);
  }

  /** Whether a claim is true, if it is there. */
  boolean verifies(Claim claim, boolean authenticated) {
    return claim.isOfConsumer()
        ? authenticated
        : exclusive.stream().anyMatch(ingress -> ingress.claim() == claim);
  }

  /** Whose {@code user.*} and {@code enduser.id} are told. */
  public enum Users {
    /** Of those about whom there is no doubt. */
    VERIFIED,
    /** Of those too who only say who they are. */
    CLAIMED
  }

  /** What the spans below a root are told. */
  public enum Children {
    /** All that the root is told. */
    FULL,
    /** {@code user.id}, {@code iam.principal.arn} and {@code iam.principal.status}. */
    SHORT,
    /** Nothing. */
    NONE
  }
}
