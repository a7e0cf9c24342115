package dev.konglightstep.core.principal;

/**
 * Whom an OpenID Connect provider means, as a load balancer puts it into {@code
 * x-amzn-oidc-identity}. Its text is the issuer's affair: it is compared as it is, and only with
 * the issuer it means anything (OpenID Connect Core 1.0, section 2, {@code sub}).
 *
 * @param issuer the provider's URL; the header does not have it, so it is from the configuration
 */
public record OidcSubject(String issuer, String subject) implements Identifier {
  private static final String KIND = "oidc-subject";

  /**
   * @throws IllegalArgumentException if a part is none
   */
  public OidcSubject {
    Part.ISSUER.require(issuer);
    Part.SUBJECT.require(subject);
  }

  /** Reads the header's value, of which nothing is taken off. */
  public static Parsed<Identifier> parse(String issuer, String subject) {
    return new Checks(subject)
        .part(Part.SUBJECT, 0, subject.length())
        .then(() -> new OidcSubject(issuer, subject));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String text() {
    return subject;
  }

  /** The issuer ends at the first blank, for it has none. */
  @Override
  public LookupKey key(Partition home) {
    return LookupKey.global(KIND, issuer + " " + subject);
  }
}
