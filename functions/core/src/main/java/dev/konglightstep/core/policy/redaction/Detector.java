package dev.konglightstep.core.policy.redaction;

import java.util.Locale;

/** What finds a kind of credential in any text; they look in this order. */
public enum Detector {
  /** The password in a URL, and values of query parameters whose name names a secret. */
  URL_SECRET(0x1),
  /** Tokens that their issuer marks with a prefix, as {@code ghp_}, and private keys in PEM. */
  KNOWN_TOKEN(0x2),
  /** JSON Web Tokens. */
  JWT(0x4),
  /** Access key ids, secret keys and session tokens of AWS. */
  AWS_KEY(0x8),
  /** What follows {@code Bearer} or {@code Basic}. */
  BEARER(0x10),
  /** The value after a word for a secret, as in {@code password=…} or {@code with password …}. */
  SECRET_WORD(0x20),
  /** Numbers of payment cards. */
  CARD(0x40);

  private final int bit;

  Detector(int bit) {
    this.bit = bit;
  }

  /** As policies, marks and metrics call it: {@code aws-key}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its bit in a set of some. */
  int bit() {
    return bit;
  }

  Finder finder() {
    return switch (this) {
      case URL_SECRET -> new UrlSecrets();
      case KNOWN_TOKEN -> new KnownTokens();
      case JWT -> new JsonWebTokens();
      case AWS_KEY -> new AwsKeys();
      case BEARER -> new BearerTokens();
      case SECRET_WORD -> new SecretWords();
      case CARD -> new Cards();
    };
  }
}
