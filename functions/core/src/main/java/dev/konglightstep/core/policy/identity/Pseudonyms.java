package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.secret.Token;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for people by which they can be told apart and, by who has the key, found again. A plain
 * hash would be none: all ARNs and addresses of a company are soon tried (ENISA, "Pseudonymisation
 * techniques and best practices"). The key's id is in the value, so that it is known which key made
 * it:
 *
 * <pre>
 *   pseudonym := "hmac-" key id ":" the first half of the HMAC-SHA-256 in hexadecimal digits
 * </pre>
 *
 * @param current makes them
 * @param before made them until lately: for a while both are told, so that what one person did
 *     before and after a change of keys can be seen as one's
 */
public record Pseudonyms(Key current, Optional<Key> before) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int DIGITS = 32;

  String of(String text) {
    return current.of(text);
  }

  Optional<String> before(String text) {
    return before.map(key -> key.of(text));
  }

  /**
   * A key.
   *
   * @param id tells it from others; not a secret
   */
  public record Key(String id, Token secret) {
    private String of(String text) {
      return "hmac-" + id + ":" + HexFormat.of().formatHex(hmac(text)).substring(0, DIGITS);
    }

    private byte[] hmac(String text) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(key, ALGORITHM));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HmacSHA256", e);
      }
    }
  }
}
