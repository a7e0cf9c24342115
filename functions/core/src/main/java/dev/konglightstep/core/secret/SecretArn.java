package dev.konglightstep.core.secret;

/**
 * The ARN of a secret: {@code arn:<partition>:secretsmanager:<region>:<account>:secret:<name>-<six
 * characters>} (AWS Service Authorization Reference, "Resource types defined by AWS Secrets
 * Manager").
 */
public final class SecretArn {
  private static final String NAME = ":secret:";
  private static final int SUFFIX = 7;

  private SecretArn() {}

  /** Whether an ARN is that of a secret which is configured by name or by ARN. */
  public static boolean isOf(String arn, String configured) {
    return arn.equals(configured)
        || (arn.startsWith("arn:")
            && !configured.startsWith("arn:")
            && configured.equals(name(arn)));
  }

  private static String name(String arn) {
    int name = arn.indexOf(NAME) + NAME.length();
    int end = arn.length() - SUFFIX;
    return name >= NAME.length() && end > name && arn.charAt(end) == '-'
        ? arn.substring(name, end)
        : "";
  }
}
