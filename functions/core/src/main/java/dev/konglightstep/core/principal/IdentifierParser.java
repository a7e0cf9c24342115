package dev.konglightstep.core.principal;

import java.util.Optional;

/** Tells from an identifier's first characters which one it must be, and reads that. */
final class IdentifierParser {
  private static final int MOST = 2048;
  private static final int ACCOUNT = 12;
  private static final String EXPECTED =
      "expected an ARN, an account id of 12 digits, a unique id, an access key id, a user id of"
          + " STS or of an identity store, or a service principal";

  private final String text;
  private final int from;
  private final int end;

  /** Reads what stands from one index to another, without the blanks around it. */
  IdentifierParser(String text, int from, int to) {
    this.text = text;
    this.from = skipBlanks(text, from, to);
    this.end = endBeforeBlanks(text, this.from, to);
  }

  Parsed<Identifier> parse() {
    if (end - from > MOST) {
      return new Parsed.Malformed<>("expected at most 2048 characters", from + MOST);
    }
    if (text.startsWith("arn:", from)) {
      return new ArnParser(text, from, end).parse();
    }
    if (Ascii.DIGIT.skip(text, from, end) - from >= ACCOUNT) {
      return account();
    }
    if (IdentityStoreUserId.looksLikeOne(text, from, end)) {
      return identityStoreUser();
    }
    if (AccessKey.isAt(text, from)) {
      return new Checks(text)
          .part(Part.ACCESS_KEY, from, end)
          .then(() -> new AccessKey(text.substring(from, end)));
    }
    Optional<UniqueIdType> type = UniqueIdType.at(text, from);
    return type.isPresent() ? uniqueId(type.get()) : service();
  }

  private Parsed<Identifier> account() {
    int colon = from + ACCOUNT;
    if (colon == end || text.charAt(colon) != ':') {
      return new Checks(text)
          .part(Part.ACCOUNT, from, end)
          .then(() -> new Account(text.substring(from, end)));
    }
    return new Checks(text)
        .part(Part.FEDERATED_NAME, colon + 1, end)
        .then(
            () -> new FederatedUserId(text.substring(from, colon), text.substring(colon + 1, end)));
  }

  private Parsed<Identifier> identityStoreUser() {
    int mistake = IdentityStoreUserId.mistake(text, from, end);
    return new Checks(text)
        .that(mistake == Part.NONE, IdentityStoreUserId.EXPECTED, mistake)
        .then(() -> new IdentityStoreUserId(text.substring(from, end)));
  }

  private Parsed<Identifier> uniqueId(UniqueIdType type) {
    int colon = text.indexOf(':', from, end);
    if (type != UniqueIdType.ROLE || colon < 0) {
      return new Checks(text)
          .part(type.part(), from, end)
          .then(() -> new UniqueId(text.substring(from, end)));
    }
    return new Checks(text)
        .part(type.part(), from, colon)
        .part(Part.SESSION_NAME, colon + 1, end)
        .then(
            () ->
                new RoleSessionId(
                    new UniqueId(text.substring(from, colon)), text.substring(colon + 1, end)));
  }

  private Parsed<Identifier> service() {
    String name = text.substring(from, end);
    boolean host = name.contains(".") && Ascii.HOST.skip(name, 0, name.length()) == name.length();
    return new Checks(text)
        .that(host, EXPECTED, from)
        .that(ServicePrincipal.isOne(name), ServicePrincipal.EXPECTED, from)
        .then(() -> new ServicePrincipal(name));
  }

  private static int skipBlanks(String text, int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endBeforeBlanks(String text, int from, int to) {
    int at = to;
    while (at > from && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
