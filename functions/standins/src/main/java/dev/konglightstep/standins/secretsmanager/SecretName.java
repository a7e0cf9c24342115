package dev.konglightstep.standins.secretsmanager;

/**
 * The name of a secret. Its ARN ends in a hyphen and six characters that AWS adds; a call takes the
 * ARN with them or without (AWS API reference, SecretId).
 */
record SecretName(String text) {
  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:";
  private static final String ARN_SUFFIX = "-StndIn";

  /** The name behind a name or an ARN. */
  static SecretName of(String secretId) {
    if (!secretId.startsWith(ARN)) {
      return new SecretName(secretId);
    }
    String rest = secretId.substring(ARN.length());
    return new SecretName(
        rest.endsWith(ARN_SUFFIX) ? rest.substring(0, rest.length() - ARN_SUFFIX.length()) : rest);
  }

  String arn() {
    return ARN + text + ARN_SUFFIX;
  }
}
