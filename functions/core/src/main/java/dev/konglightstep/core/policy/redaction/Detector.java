package dev.konglightstep.core.policy.redaction;

import java.util.Locale;

/** What finds a kind of credential in any text; they look in this order. */
public enum Detector {
  /** The password in a URL, and values of query parameters whose name names a secret. */
  URL_SECRET,
  /** Tokens that their issuer marks with a prefix, as {@code ghp_}, and private keys in PEM. */
  KNOWN_TOKEN,
  /** JSON Web Tokens. */
  JWT,
  /** Access key ids, secret keys and session tokens of AWS. */
  AWS_KEY,
  /** What follows {@code Bearer} or {@code Basic}. */
  BEARER,
  /** The value after a word for a secret, as in {@code password=…} or {@code with password …}. */
  SECRET_WORD,
  /** Numbers of payment cards. */
  CARD;

  /** As policies, marks and metrics call it: {@code aws-key}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
