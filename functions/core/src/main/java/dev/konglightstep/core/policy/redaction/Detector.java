package dev.konglightstep.core.policy.redaction;

import java.util.Locale;

/** What finds a kind of credential in any text. */
public enum Detector {
  /** Access key ids, secret keys and session tokens of AWS. */
  AWS_KEY,
  /** JSON Web Tokens. */
  JWT,
  /** What follows {@code Bearer} or {@code Basic}. */
  BEARER,
  /** Tokens that their issuer marks with a prefix, as {@code ghp_}, and private keys in PEM. */
  KNOWN_TOKEN,
  /** The password in a URL, and values of query parameters whose name names a secret. */
  URL_SECRET,
  /** The value after a word for a secret, as in {@code password=…} or {@code with password …}. */
  SECRET_WORD,
  /** Numbers of payment cards. */
  CARD;

  /** As policies, marks and metrics call it: {@code aws-key}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
