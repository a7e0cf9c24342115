package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tokens that their issuer marks with a prefix (GitHub, GitLab, Slack, Stripe, Google, Konnect,
 * npm, Dynatrace, Anthropic), so that they can be found; and private keys in PEM, whole.
 */
final class KnownTokens implements Finder {
  private static final int TOKEN = Chars.WORD | Chars.BASE64_URL;
  private static final int LEAST_BEHIND = 12;
  private static final String PEM = "-----BEGIN ";
  private static final String PRIVATE_KEY = "PRIVATE KEY-----";
  private static final String PEM_END = "-----END ";
  private static final int MOST_PEM_NAME = 32;
  private static final List<String> PREFIXES =
      List.of(
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "xoxa-",
          "xoxb-",
          "xoxp-",
          "xoxr-",
          "xoxs-",
          "sk_live_",
          "rk_live_",
          "sk-ant-",
          "AIza",
          "kpat_",
          "spat_",
          "npm_",
          "dt0c01.");
  private static final Beginnings BEGINNINGS =
      Beginnings.of(Stream.concat(PREFIXES.stream(), Stream.of(PEM)).toList());

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int first = text.offset();
    int end = first + text.length();
    for (int at = next(bytes, from, end); at < end; at = next(bytes, at + 1, end)) {
      if (bytes[at] == '-' && isPrivateKey(bytes, at, end)) {
        return Finder.found(at, afterPem(bytes, at + PEM.length(), end));
      }
      boolean word =
          at == first || !Chars.is(bytes[at - 1], Chars.WORD) || Chars.isEscaped(bytes, first, at);
      int prefix = word ? prefix(bytes, at, end) : 0;
      if (prefix > 0) {
        int stop = Chars.skip(bytes, at + prefix, end, TOKEN);
        if (stop - at - prefix >= LEAST_BEHIND) {
          return Finder.found(at, afterDots(bytes, stop, end));
        }
        at = stop - 1;
      }
    }
    return NONE;
  }

  private static int next(byte[] bytes, int from, int end) {
    return BEGINNINGS.next(bytes, from, end);
  }

  private static int prefix(byte[] bytes, int at, int end) {
    for (String prefix : PREFIXES) {
      if (bytes[at] == prefix.charAt(0) && isAt(bytes, at, end, prefix)) {
        return prefix.length();
      }
    }
    return 0;
  }

  /** A token of Dynatrace has parts. */
  private static int afterDots(byte[] bytes, int from, int end) {
    int at = from;
    while (at + 1 < end && bytes[at] == '.' && Chars.is(bytes[at + 1], TOKEN)) {
      at = Chars.skip(bytes, at + 1, end, TOKEN);
    }
    return at;
  }

  private static boolean isPrivateKey(byte[] bytes, int at, int end) {
    if (!isAt(bytes, at, end, PEM)) {
      return false;
    }
    int name = at + PEM.length();
    for (int i = name; i < Math.min(end, name + MOST_PEM_NAME); i++) {
      if (isAt(bytes, i, end, PRIVATE_KEY)) {
        return true;
      }
    }
    return false;
  }

  /** Behind the line that ends it; the text's end if it was cut. */
  private static int afterPem(byte[] bytes, int from, int end) {
    for (int at = next(bytes, from, end); at < end; at = next(bytes, at + 1, end)) {
      if (bytes[at] == '-' && isAt(bytes, at, end, PEM_END)) {
        int stop = at + PEM_END.length();
        while (stop < end && bytes[stop] != '-') {
          stop++;
        }
        while (stop < end && bytes[stop] == '-') {
          stop++;
        }
        return stop;
      }
    }
    return end;
  }

  private static boolean isAt(byte[] bytes, int at, int end, String text) {
    if (end - at < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
