package dev.konglightstep.core.policy.redaction;

import java.util.List;

/**
 * What a key says about its value, by the last of its parts: {@code http.request.header.x-api-key}
 * ends in {@code api-key}. A number behind it does not matter. Case does not matter, so {@code
 * accessToken} is one too. A key that counts tokens ({@code input_tokens}) or tells an id ({@code
 * access_key_id}) names no secret.
 */
final class KeyNames {
  private static final List<String> SECRETS =
      List.of(
          "token",
          "secret",
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "authorization",
          "cookie",
          "signature");
  private static final List<String> KEYS =
      List.of(
          "api",
          "access",
          "secret",
          "private",
          "signing",
          "encryption",
          "auth",
          "ingest",
          "master",
          "account",
          "shared",
          "session");
  private static final List<String> HEADERS =
      List.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "x-api-key",
          "x-amz-security-token",
          "x-ingest-key",
          "lightstep-access-token");

  private KeyNames() {}

  /** Whether a value under the key is a secret. */
  static boolean isSecret(byte[] bytes, int from, int until) {
    int end = withoutNumber(bytes, from, until);
    int part = lastPart(bytes, from, end);
    for (String secret : SECRETS) {
      if (endsWith(bytes, part, end, secret)) {
        return true;
      }
    }
    return endsWith(bytes, part, end, "key") && isKeyOfSomething(bytes, part, end - 3);
  }

  /** Whether the value is a header that holds credentials and tells nothing else. */
  static boolean isCredentialHeader(byte[] bytes, int from, int end) {
    int part = lastPart(bytes, from, end);
    for (String header : HEADERS) {
      if (end - part == header.length() && endsWith(bytes, part, end, header)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKeyOfSomething(byte[] bytes, int from, int end) {
    int stop = end > from && isSign(bytes[end - 1]) ? end - 1 : end;
    for (String kind : KEYS) {
      if (endsWith(bytes, from, stop, kind)) {
        return true;
      }
    }
    return false;
  }

  /** Before a number at its end ({@code password1}, {@code api_key.0}). */
  private static int withoutNumber(byte[] bytes, int from, int end) {
    int at = end;
    while (at > from && Chars.is(bytes[at - 1], Chars.DIGIT)) {
      at--;
    }
    boolean part = at < end && at > from && (bytes[at - 1] == '.' || isSign(bytes[at - 1]));
    return part ? at - 1 : at;
  }

  private static int lastPart(byte[] bytes, int from, int end) {
    int at = end;
    while (at > from && bytes[at - 1] != '.') {
      at--;
    }
    return at;
  }

  /** In any case, and with {@code _} for {@code -}. */
  private static boolean endsWith(byte[] bytes, int from, int end, String word) {
    int start = end - word.length();
    if (start < from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      byte one = bytes[start + i];
      char wanted = word.charAt(i);
      if (wanted == '-' ? !isSign(one) : Chars.lower(one) != wanted) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSign(byte one) {
    return Chars.is(one, Chars.BASE64_URL);
  }
}
