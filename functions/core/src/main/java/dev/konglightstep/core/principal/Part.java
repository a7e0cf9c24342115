package dev.konglightstep.core.principal;

/**
 * A part of an identifier: how long it is, and of which characters. The limits are those of AWS's
 * API references (IAM, STS, IAM Identity Center), for each where it is named.
 */
enum Part {
  /** IAM, {@code accountIdType}. It may begin with 0, so it is a text. */
  ACCOUNT("an account id of 12 digits", 12, 12, Ascii.DIGIT),
  /** IAM, {@code pathType}: {@code (/)|(/[!-~]+/)}. */
  PATH("a path of visible characters, with / at both ends, 512 at most", 1, 512, Ascii.VISIBLE),
  /** IAM, {@code userNameType}. */
  USER_NAME("a user's name of 1 to 64 letters, digits and _+=,.@-", 1, 64, Ascii.NAME),
  /** IAM, {@code roleNameType}. */
  ROLE_NAME("a role's name of 1 to 64 letters, digits and _+=,.@-", 1, 64, Ascii.NAME),
  /** STS, AssumeRole, {@code RoleSessionName}. */
  SESSION_NAME("a session's name of 2 to 64 letters, digits and _+=,.@-", 2, 64, Ascii.NAME),
  /** STS, GetFederationToken, {@code Name}. */
  FEDERATED_NAME("a federated name of 2 to 32 letters, digits and _+=,.@-", 2, 32, Ascii.NAME),
  /** IAM Identity Center, CreatePermissionSet, {@code Name}. */
  PERMISSION_SET("a permission set's name of 1 to 32 characters", 1, 32, Ascii.NAME),
  /** Not documented; those of users and roles have 21 characters, those of public keys 20. */
  UNIQUE_ID("a unique id of 20 or 21 characters of A-Z and 2-7", 20, 21, Ascii.BASE32),
  USER_OR_ROLE_ID("a unique id of 21 characters of A-Z and 2-7", 21, 21, Ascii.BASE32),
  ACCESS_KEY("an access key id of 20 characters of A-Z and 2-7", 20, 20, Ascii.BASE32),
  /** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters, with case. */
  SUBJECT("a subject of 1 to 255 printable ASCII characters", 1, 255, Ascii.PRINTABLE),
  ISSUER("an issuer's URL without blanks", 1, 2048, Ascii.VISIBLE),
  /** Organizations has 12 to 34 of them; nothing here hangs on that. */
  ORGANIZATION("an organization's id of lower-case letters, digits and -", 1, 64, Ascii.HOST),
  /** IAM, {@code arnType}, by its length. */
  ARN("an ARN of 1 to 2048 visible characters", 1, 2048, Ascii.VISIBLE);

  /** What {@link #mistake} gives for none. */
  static final int NONE = -1;

  private final String words;
  private final int least;
  private final int most;
  private final Ascii characters;

  Part(String words, int least, int most, Ascii characters) {
    this.words = words;
    this.least = least;
    this.most = most;
    this.characters = characters;
  }

  String expected() {
    return "expected " + words;
  }

  /** The index of what is wrong from one index to another, or {@link #NONE}. */
  int mistake(String text, int from, int to) {
    int last = Math.min(to, from + most);
    int at = characters.skip(text, from, last);
    if (at < to || at - from < least) {
      return at;
    }
    return this == PATH ? misplacedSlash(text, from, to) : NONE;
  }

  /**
   * The text, if it is such a part.
   *
   * @throws IllegalArgumentException saying what was expected where, without the text
   */
  String require(String text) {
    int mistake = mistake(text, 0, text.length());
    if (mistake != NONE) {
      throw new IllegalArgumentException(expected() + ", got another text at index " + mistake);
    }
    return text;
  }

  private static int misplacedSlash(String path, int from, int to) {
    if (path.charAt(from) != '/') {
      return from;
    }
    return path.charAt(to - 1) != '/' || to - from == 2 ? to - 1 : NONE;
  }
}
